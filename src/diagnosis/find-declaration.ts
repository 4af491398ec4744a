import { parseScript } from './candidate-statements.ts';
import { childrenOf, type SyntaxNode, VariableScopes } from './variable-scopes.ts';

/** A place in a script, 0-based. */
export interface ScriptPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Where the variable that the function at `near` sees under this name is declared; null where it is not, or the script does not
 * parse. In a bundle the function's own place tells the file of its first statement, not that of the variable.
 */
export function findDeclaration(source: string, name: string, near: ScriptPlace): ScriptPlace | null {
  const program = parseScript(source);
  if (program === null) return null;
  const scopes = new VariableScopes(program);
  let enclosing: SyntaxNode[] = [program];
  const descend = (node: SyntaxNode, path: readonly SyntaxNode[]): void => {
    if (!covers(node, near)) return;
    if (/Function/.test(node.type)) enclosing = [...path, node];
    for (const child of childrenOf(node)) descend(child, [...path, node]);
  };
  descend(program, []);
  const owner = scopes.declaring(name, enclosing);
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

function covers({ loc }: SyntaxNode, { line, column }: ScriptPlace): boolean {
  const { start, end } = loc!;
  const after = start.line - 1 < line || (start.line - 1 === line && start.column <= column);
  return after && (end.line - 1 > line || (end.line - 1 === line && end.column >= column));
}
