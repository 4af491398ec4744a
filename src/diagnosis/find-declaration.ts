import { parseScript } from './candidate-statements.ts';
import { type ScriptPlace, scopeSeenFrom } from './functions-around.ts';
import { childrenOf, type SyntaxNode, VariableScopes } from './variable-scopes.ts';

/**
 * Where the variable that the function at `near` sees under this name is declared; null where it is not, or the script does not
 * parse. In a bundle the function's own place tells the file of its first statement, not that of the variable.
 */
export function findDeclaration(source: string, name: string, near: ScriptPlace): ScriptPlace | null {
  const program = parseScript(source);
  if (program === null) return null;
  const scopes = new VariableScopes(program);
  const owner = scopeSeenFrom(program, scopes, name, near);
  if (owner === null) return null;
  const parameter = /Function/.test(owner.type) ? declaredBy(owner, name) : null;
  if (parameter !== null) return placeOf(parameter);
  return placeIn(owner, name, scopes, [...pathTo(program, owner), owner], owner);
}

/** The first declaration of the name below the scope that belongs to this scope. */
function placeIn(
  node: SyntaxNode,
  name: string,
  scopes: VariableScopes,
  path: readonly SyntaxNode[],
  owner: SyntaxNode,
): ScriptPlace | null {
  for (const child of childrenOf(node)) {
    const declared = declaredBy(child, name);
    if (declared !== null && scopes.declaring(name, path) === owner) return placeOf(declared);
    const found = placeIn(child, name, scopes, [...path, child], owner);
    if (found !== null) return found;
  }
  return null;
}

function placeOf({ loc }: SyntaxNode): ScriptPlace {
  return { line: loc!.start.line - 1, column: loc!.start.column };
}

function declaredBy(node: SyntaxNode, name: string): SyntaxNode | null {
  if (node.type === 'VariableDeclarator') return identifierIn(node['id'] as SyntaxNode, name);
  if (/^(Function|Class)Declaration$/.test(node.type)) {
    const own = identifierIn(node['id'] as SyntaxNode | null, name);
    if (own !== null) return own;
  }
  if (/Function/.test(node.type)) {
    for (const parameter of node['params'] as SyntaxNode[]) {
      const found = identifierIn(parameter, name);
      if (found !== null) return found;
    }
  }
  return /^Import.*Specifier$/.test(node.type) ? identifierIn(node['local'] as SyntaxNode, name) : null;
}

function identifierIn(pattern: SyntaxNode | null, name: string): SyntaxNode | null {
  if (pattern === null) return null;
  if (pattern.type === 'Identifier') return pattern['name'] === name ? pattern : null;
  for (const child of childrenOf(pattern)) {
    const found = identifierIn(child, name);
    if (found !== null) return found;
  }
  return null;
}

function pathTo(program: SyntaxNode, wanted: SyntaxNode): SyntaxNode[] {
  const path: SyntaxNode[] = [];
  let node = program;
  while (node !== wanted) {
    path.push(node);
    const next = childrenOf(node).find((child) => child.start <= wanted.start && child.end >= wanted.end);
    if (next === undefined) break;
    node = next;
  }
  return path;
}
