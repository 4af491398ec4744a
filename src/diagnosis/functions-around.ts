import { childrenOf, type SyntaxNode } from './variable-scopes.ts';

/** A place in a script, 0-based. */
export interface ScriptPlace {
  readonly line: number;
  readonly column: number;
}

/** Where the bodies of the functions begin that a place lies in, outermost first. */
export function functionsAround(program: SyntaxNode, place: ScriptPlace): ScriptPlace[] {
  const bodies: ScriptPlace[] = [];
  const visit = (node: SyntaxNode): void => {
    if (!covers(node, place)) return;
    if (/Function/.test(node.type)) {
      const { start } = (node['body'] as SyntaxNode).loc!;
      bodies.push({ line: start.line - 1, column: start.column });
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(program);
  return bodies;
}

/** Whether a place, 0-based, lies in the node. */
export function covers({ loc }: SyntaxNode, { line, column }: ScriptPlace): boolean {
  const { start, end } = loc!;
  const after = start.line - 1 < line || (start.line - 1 === line && start.column <= column);
  return after && (end.line - 1 > line || (end.line - 1 === line && end.column >= column));
}
