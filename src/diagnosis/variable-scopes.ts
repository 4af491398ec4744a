import type { Node } from 'acorn';

/** A node with its children reachable by name; acorn's own type has no index. */
export type SyntaxNode = Node & Record<string, unknown>;

/** Direct children in source order. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (const value of Object.values(node)) {
    for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) children.push(each);
  }
  return children;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

const FUNCTION = /Function/;
const SCOPE =
  /^(Program|BlockStatement|StaticBlock|For.*Statement|SwitchStatement|CatchClause|ClassDeclaration|ClassExpression)$/;

/** Which scope declares a name, as far as finding all uses of one variable needs it: no `with`, no `eval`. */
export class VariableScopes {
  readonly #declared = new Map<SyntaxNode, Set<string>>();

  constructor(program: SyntaxNode) {
    this.#collect(program, [program]);
  }

  /** The innermost of the enclosing nodes (outermost first) that declares the name; null: a global. */
  declaring(name: string, enclosing: readonly SyntaxNode[]): SyntaxNode | null {
    return enclosing.findLast((node) => this.#declared.get(node)?.has(name) === true) ?? null;
  }

  #collect(node: SyntaxNode, enclosing: readonly SyntaxNode[]): void {
    const isFunction = FUNCTION.test(node.type);
    const scopes = isFunction || SCOPE.test(node.type) ? [...enclosing, node] : enclosing;
    const block = enclosing.at(-1)!;
    const body = enclosing.findLast((each) => FUNCTION.test(each.type) || each.type === 'Program')!;
    if (node.type === 'VariableDeclaration') {
      const owner = node['kind'] === 'var' ? body : block;
      for (const { id } of node['declarations'] as { id: SyntaxNode }[]) this.#declare(owner, id);
    } else if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
      if (isNode(node['id'])) this.#declare(block, node['id']);
    } else if (/^Import.*Specifier$/.test(node.type)) {
      this.#declare(block, node['local'] as SyntaxNode);
    } else if (node.type === 'CatchClause' && isNode(node['param'])) {
      this.#declare(node, node['param']);
    }
    if (isFunction) for (const parameter of node['params'] as SyntaxNode[]) this.#declare(node, parameter);
    if (/Expression$/.test(node.type) && (isFunction || node.type === 'ClassExpression') && isNode(node['id']))
      this.#declare(node, node['id']);
    for (const child of childrenOf(node)) this.#collect(child, scopes);
  }

  #declare(owner: SyntaxNode, pattern: SyntaxNode): void {
    const names = this.#declared.get(owner) ?? new Set();
    this.#declared.set(owner, names);
    for (const name of namesIn(pattern)) names.add(name);
  }
}

function namesIn(pattern: SyntaxNode): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern['name'] as string];
    case 'AssignmentPattern':
      return namesIn(pattern['left'] as SyntaxNode);
    case 'RestElement':
      return namesIn(pattern['argument'] as SyntaxNode);
    case 'Property':
      return namesIn(pattern['value'] as SyntaxNode);
    default:
      return childrenOf(pattern).flatMap(namesIn);
  }
}
