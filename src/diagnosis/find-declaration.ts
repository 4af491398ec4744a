import { parseScript } from './candidate-statements.ts';
import { type ScriptPlace, scopeSeenFrom } from './functions-around.ts';
import { childrenOf, type SyntaxNode, VariableScopes } from './variable-scopes.ts';

/** Where a variable is declared. */
export interface Declaration extends ScriptPlace {
  /** The nearest function with a name that it is declared in; null: in none, as those of a module. */
  readonly within: string | null;
}

/**
 * Where the variable that the function at `near` sees under this name is declared; null where it is not, or the script does not
 * parse. In a bundle the function's own place tells the file of its first statement, not that of the variable.
 */
export function findDeclaration(source: string, name: string, near: ScriptPlace): Declaration | null {
  const program = parseScript(source);
  if (program === null) return null;
  const scopes = new VariableScopes(program);
  const owner = scopeSeenFrom(program, scopes, name, near);
  if (owner === null) return null;
  const path = [...pathTo(program, owner), owner];
  const within = functionNamed(path);
  const parameter = /Function/.test(owner.type) ? declaredBy(owner, name) : null;
  if (parameter !== null) return { ...placeOf(parameter), within };
  const place = placeIn(owner, name, scopes, path, owner);
  return place === null ? null : { ...place, within };
}

/** Shorter ones are a minifier's, and change from build to build. */
const OWN_NAME = /^#?[\w$]{3,}$/;

/** The name of the innermost function of a path that has one: its own, or that of the variable or property that it is given to. */
function functionNamed(path: readonly SyntaxNode[]): string | null {
  for (const [i, node] of [...path.entries()].toReversed()) {
    if (!/Function/.test(node.type)) continue;
    const holder = path[i - 1];
    const named = [node['id'], holder?.['id'], holder?.['key'], holder?.['left']] as (SyntaxNode | null | undefined)[];
    const name = named.flatMap((each) => nameOf(each) ?? [])[0];
    if (name !== undefined && name !== 'constructor') return name;
  }
  return null;
}

function nameOf(node: SyntaxNode | null | undefined): string | null {
  const named = node?.type === 'MemberExpression' ? (node['property'] as SyntaxNode) : node;
  const name = named?.['name'];
  return typeof name === 'string' && OWN_NAME.test(name) ? name : null;
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
