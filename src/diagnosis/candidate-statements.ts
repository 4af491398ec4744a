import { type Options, parse } from 'acorn';
import { functionsAround } from './functions-around.ts';
import { childrenOf, type SyntaxNode, VariableScopes } from './variable-scopes.ts';

/** What grows: a variable, seen by the function at `near` (0-based), or whatever is held by a property of this name. */
export type Grown =
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly near: { readonly line: number; readonly column: number };
    }
  | { readonly kind: 'property'; readonly name: string };

/** A statement that may make it grow. Lines are 1-based, columns 0-based. */
export interface Candidate {
  /** Where a breakpoint goes: the statement's start. */
  readonly breakAt: { readonly line: number; readonly column: number };
  /** The assignment or call itself. */
  readonly site: { readonly line: number; readonly column: number };
  /** The property itself is set, rather than something in its value. */
  readonly assigned: boolean;
  /** Source text without effects: the grown value, and the object that holds it (null for a variable). */
  readonly measured: string;
  readonly holder: string | null;
  /** The same of what it is set to; null where nothing is, or what is made there. */
  readonly value: string | null;
}

/** Calls that leave a collection as it is. */
const READING =
  /^(get|has|keys|values|entries|forEach|map|filter|find\w*|includes|slice|join|some|every|indexOf|lastIndexOf|reduce\w*|at|flat\w*|toString|charAt|startsWith|endsWith|hasOwnProperty)$/;

/**
 * Statements of a script that may grow the value: assignments to it or to one of its members, calls of its methods, calls
 * that it is handed to. Aliases by another name are not followed. A script that does not parse has none.
 */
export function findCandidates(source: string, grown: Grown): Candidate[] {
  const program = parseScript(source);
  if (program === null) return [];
  const scopes = grown.kind === 'variable' ? new VariableScopes(program) : null;
  const declaring = scopes === null ? null : declaringScope(program, scopes, grown as Grown & { kind: 'variable' });
  const found = new Map<string, Candidate>();
  const visit = (node: SyntaxNode, enclosing: readonly SyntaxNode[]): void => {
    const isIt =
      scopes === null
        ? propertyName(node) === grown.name
        : node.type === 'Identifier' &&
          node['name'] === grown.name &&
          scopes.declaring(grown.name, enclosing) === declaring;
    const candidate = isIt && isPure(node) ? candidateOf(node, enclosing, source) : null;
    if (candidate !== null) {
      const at = `${candidate.breakAt.line}:${candidate.breakAt.column}`;
      if (!found.has(at)) found.set(at, candidate);
    }
    for (const child of childrenOf(node)) visit(child, [...enclosing, node]);
  };
  visit(program, []);
  return [...found.values()];
}

const parsed = new Map<string, SyntaxNode | null>();
const MOST_PARSED = 8;

/** The syntax tree of a script or module, kept for a few; null where it is neither. */
export function parseScript(source: string): SyntaxNode | null {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const options: Options = {
    ecmaVersion: 'latest',
    locations: true,
    allowReturnOutsideFunction: true,
    allowHashBang: true,
    allowAwaitOutsideFunction: true,
  };
  let program: SyntaxNode | null = null;
  for (const sourceType of ['module', 'script'] as const) {
    try {
      program ??= parse(source, { ...options, sourceType }) as unknown as SyntaxNode;
    } catch {
      // Neither a module nor a script: a syntax newer than the parser's; no statement is named then.
    }
  }
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(source, program);
  return program;
}

function declaringScope(
  program: SyntaxNode,
  scopes: VariableScopes,
  { name, near }: Grown & { kind: 'variable' },
): SyntaxNode | null {
  return scopes.declaring(name, functionsAround(program, near).at(-1)?.enclosing ?? [program]);
}

function propertyName(node: SyntaxNode): string | null {
  if (node.type !== 'MemberExpression') return null;
  const property = node['property'] as SyntaxNode;
  if (property.type === 'PrivateIdentifier') return `#${property['name'] as string}`;
  if (property.type === 'Identifier' && node['computed'] === false) return property['name'] as string;
  return property.type === 'Literal' ? String(property['value']) : null;
}

/** Evaluating it once more changes nothing (getters aside). */
function isPure(node: SyntaxNode): boolean {
  if (node.type === 'Identifier' || node.type === 'ThisExpression') return true;
  if (node.type !== 'MemberExpression') return false;
  const property = node['property'] as SyntaxNode;
  const plain = node['computed'] === false || ['Literal', 'Identifier'].includes(property.type);
  return plain && isPure(node['object'] as SyntaxNode);
}

function candidateOf(node: SyntaxNode, enclosing: readonly SyntaxNode[], source: string): Candidate | null {
  let at = enclosing.length - 1;
  let inner = node;
  // Up the chain `it.a[b].c`.
  while (at >= 0 && enclosing[at]!.type === 'MemberExpression' && enclosing[at]!['object'] === inner) {
    inner = enclosing[at]!;
    at--;
  }
  const parent = enclosing[at];
  if (parent === undefined) return null;
  const site = changeAt(parent, inner, node);
  if (site === null) return null;
  const start = breakStart(parent, enclosing.slice(0, at));
  const value = parent.type === 'AssignmentExpression' && inner === node ? assignedText(parent, source) : null;
  if (value === null && inner === node && isOwnPart(parent, enclosing)) return null;
  return {
    breakAt: { line: start.loc!.start.line, column: start.loc!.start.column },
    site: { line: site.loc!.start.line, column: site.loc!.start.column },
    assigned: inner === node && parent.type === 'AssignmentExpression',
    measured: source.slice(node.start, node.end),
    holder: node.type === 'MemberExpression' ? textOf(node['object'] as SyntaxNode, source) : null,
    value,
  };
}

/** `this.next = new Array(height)` in a constructor: nothing holds the new object yet, so that nothing grows by it. */
function isOwnPart(assignment: SyntaxNode, enclosing: readonly SyntaxNode[]): boolean {
  const left = assignment['left'] as SyntaxNode | undefined;
  if (left?.type !== 'MemberExpression' || (left['object'] as SyntaxNode).type !== 'ThisExpression') return false;
  const at = enclosing.findLastIndex(({ type }) => /Function/.test(type));
  return at > 0 && enclosing[at - 1]!.type === 'MethodDefinition' && enclosing[at - 1]!['kind'] === 'constructor';
}

/** Of `a.next = b.next = value` the same for both. */
function assignedText(assignment: SyntaxNode, source: string): string | null {
  const right = assignment['right'] as SyntaxNode;
  if (right.type === 'AssignmentExpression') return assignedText(right, source);
  return right.type === 'Literal' || isPure(right) ? textOf(right, source) : null;
}

function textOf(node: SyntaxNode, source: string): string {
  return source.slice(node.start, node.end);
}

/** The part to point at when the parent may change the value; null when it only reads. */
function changeAt(parent: SyntaxNode, inner: SyntaxNode, node: SyntaxNode): SyntaxNode | null {
  if (parent.type === 'AssignmentExpression') return parent['left'] === inner ? parent : null;
  if (parent.type !== 'CallExpression') return null;
  if ((parent['arguments'] as SyntaxNode[]).includes(inner)) return inner === node ? parent : null;
  if (parent['callee'] !== inner || inner === node) return null;
  const method = inner['property'] as SyntaxNode;
  return READING.test(String(method['name'] ?? '')) ? null : method;
}

/** V8 stops before statements and before the body of an arrow function. */
function breakStart(node: SyntaxNode, enclosing: readonly SyntaxNode[]): SyntaxNode {
  let start = node;
  for (const outer of enclosing.toReversed()) {
    if (outer.type === 'ArrowFunctionExpression' && outer['body'] === start) return start;
    if (/^(BlockStatement|Program|StaticBlock|SwitchCase)$/.test(outer.type)) return start;
    if (/Statement$/.test(start.type) && /Statement$/.test(outer.type)) return start;
    if (/Function/.test(outer.type)) return start;
    start = outer;
  }
  return start;
}
