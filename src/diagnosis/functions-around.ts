import { childrenOf, type SyntaxNode, type VariableScopes } from './variable-scopes.ts';

/** A place in a script, 0-based. */
export interface ScriptPlace {
  readonly line: number;
  readonly column: number;
}

/** The functions that a place lies in, outermost first, each with the nodes around it. */
export function functionsAround(
  program: SyntaxNode,
  place: ScriptPlace,
): { readonly node: SyntaxNode; readonly enclosing: readonly SyntaxNode[] }[] {
  const found: { node: SyntaxNode; enclosing: readonly SyntaxNode[] }[] = [];
  const visit = (node: SyntaxNode, enclosing: readonly SyntaxNode[]): void => {
    if (!covers(node, place)) return;
    if (/Function/.test(node.type)) found.push({ node, enclosing });
    for (const child of childrenOf(node)) visit(child, [...enclosing, node]);
  };
  visit(program, []);
  return found;
}

/** The scope that declares what the innermost function at a place sees by a name, its own scope included; null: a global. */
export function scopeSeenFrom(
  program: SyntaxNode,
  scopes: VariableScopes,
  name: string,
  place: ScriptPlace,
): SyntaxNode | null {
  const innermost = functionsAround(program, place).at(-1);
  return scopes.declaring(name, innermost === undefined ? [program] : [...innermost.enclosing, innermost.node]);
}

function covers({ loc }: SyntaxNode, { line, column }: ScriptPlace): boolean {
  const { start, end } = loc!;
  const after = start.line - 1 < line || (start.line - 1 === line && start.column <= column);
  return after && (end.line - 1 > line || (end.line - 1 === line && end.column >= column));
}
