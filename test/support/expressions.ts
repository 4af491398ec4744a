import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** GitHub's contexts by name: `matrix`, `steps`, `github`… */
export type Contexts = Readonly<Record<string, unknown>>;

/** Whether the steps or jobs before succeeded, for `success()` and its kin. */
export type Status = 'success' | 'failure';

/** Evaluates what stands between `${{` and `}}`, by GitHub's own library for its editors. */
export function evaluate(expression: string, contexts: Contexts, status: Status = 'success'): data.ExpressionData {
  const statuses = { always: true, success: status === 'success', failure: status === 'failure', cancelled: false };
  const functions = Object.entries(statuses).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
  const given = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(tree, given, new Map(functions.map((each) => [each.name, each]))).evaluate();
}

/** A text of a workflow with its expressions filled in. */
export function fillIn(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => evaluate(expression, contexts).coerceString());
}

/** `if:` of a step or job; without a status function it implies `success()`. */
export function holds(condition: string | undefined, contexts: Contexts, status: Status): boolean {
  if (condition === undefined) return status === 'success';
  const expression = condition.trim().replace(/^\$\{\{(.*)\}\}$/s, '$1');
  const asks = /\b(?:always|success|failure|cancelled)\s*\(/.test(expression);
  const value = evaluate(expression, contexts, status);
  const truthy = !['', '0', 'false'].includes(value.coerceString());
  return truthy && (asks || status === 'success');
}
