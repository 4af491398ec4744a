import { escapeRegExp } from '../growth/code-bound.ts';
import { parseScript } from './candidate-statements.ts';
import { type ScriptPlace, scopeSeenFrom } from './functions-around.ts';
import { childrenOf, type SyntaxNode, VariableScopes } from './variable-scopes.ts';

/**
 * A script in which a name stands for one variable alone, the one that the function at `near` sees by it: every other use of the name, as another variable
 * or as a property, has `_` in its place. In a minified bundle a hundred variables are called `e`, and what is said of one of them says nothing of
 * the others. null where the script does not parse, or the function sees no such variable.
 */
export function withOnlyVariable(source: string, name: string, near: ScriptPlace): string | null {
  const program = parseScript(source);
  if (program === null) return null;
  const scopes = new VariableScopes(program);
  const owner = scopeSeenFrom(program, scopes, name, near);
  if (owner === null) return null;
  const others = new Set<number>();
  const visit = (node: SyntaxNode, above: readonly SyntaxNode[]): void => {
    if (node.type === 'Identifier' && node['name'] === name) {
      const isIt = !isPropertyName(node, above.at(-1)!) && scopes.declaring(name, above) === owner;
      if (!isIt) others.add(node.start);
      return;
    }
    for (const child of childrenOf(node)) visit(child, [...above, node]);
  };
  visit(program, []);
  const starts = [...others].toSorted((a, b) => a - b);
  const parts = starts.map((start, i) => source.slice(i === 0 ? 0 : starts[i - 1]! + name.length, start));
  return [...parts, source.slice((starts.at(-1) ?? -name.length) + name.length)].join('_'.repeat(name.length));
}

/** A script in which every use of a name has `_` in its place. */
export function withoutName(source: string, name: string): string {
  const use = new RegExp(String.raw`(?<![\w$])${escapeRegExp(name)}(?![\w$])`, 'g');
  return source.replaceAll(use, '_'.repeat(name.length));
}

/** `it.e`, `{ e: 1 }`, `e() {}` of a class; `{ e }` is a use of the variable, too. */
function isPropertyName(node: SyntaxNode, parent: SyntaxNode): boolean {
  if (parent['computed'] === true) return false;
  if (parent.type === 'MemberExpression') return parent['property'] === node;
  if (parent.type === 'Property') return parent['key'] === node && parent['shorthand'] !== true;
  return /^(?:MethodDefinition|PropertyDefinition)$/.test(parent.type) && parent['key'] === node;
}
