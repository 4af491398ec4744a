import { checkScenario, type PlannedExchange, planScenario, type SentExchange } from '../check-scenario.ts';
import { asGateError } from '../errors.ts';
import { loadCheckOptions } from '../options/load-options.ts';
import { formatCounted } from '../report/format.ts';
import type { CliContext, CommandResult } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { CommandLine } from './parse-command-line.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

/** `leakgate scenario check`: what would be sent, sent once. Ends with 2 when an answer is not what was expected. */
export async function checkScenarioCommand(command: Command, context: CliContext): Promise<CommandResult> {
  const isDry = command.flags.has('dry-run');
  const target = loadCheckOptions(command.given, context.currentDirectory, isDry || command.flags.has('running'));
  if (isDry) {
    const planned = planScenario(target.scenario);
    const text = planned.map((each) => describePlanned(each).join('\n')).join('\n\n');
    return { text, json: { requests: planned.map(withoutSecrets) }, exitCode: exitCodes.pass };
  }
  const sent: SentExchange[] = [];
  const verbose = command.flags.has('verbose');
  try {
    await checkScenario(
      target,
      (exchange) => sent.push(exchange),
      (event) => {
        if (verbose && event.kind === 'service-output') context.screen.write(event.text);
      },
      context.signal,
    );
    return resultOf(sent, sent.length, null);
  } catch (thrown) {
    const error = asGateError(thrown);
    if (error.code !== 'PREFLIGHT_FAILED' || sent.length === 0) throw error;
    return resultOf(sent, planScenario(target.scenario).length, error.hint);
  }
}

function resultOf(sent: readonly SentExchange[], planned: number, hint: string | null): CommandResult {
  const wrong = sent.filter(({ problem }) => problem !== null).length;
  const last =
    wrong === 0
      ? `${formatCounted(sent.length, 'request')} sent, each answered as expected`
      : `${wrong} of ${formatCounted(sent.length, 'request')} not answered as expected${unsent(planned - sent.length)}${hint === null ? '' : `\n  ${hint}`}`;
  const text = [...sent.map((each) => describeSent(each).join('\n')), last].join('\n\n');
  const json = {
    requests: sent.map(({ request, ...rest }) => ({
      ...rest,
      request: request === null ? null : withoutSecrets({ ...request, body: request.body && String(request.body) }),
    })),
  };
  return { text, json, exitCode: wrong === 0 ? exitCodes.pass : exitCodes.inconclusive };
}

/** What comes behind an answer that others wait for. */
function unsent(count: number): string {
  return count > 0 ? `; ${formatCounted(count, 'more request')} not sent` : '';
}

function describePlanned({ name, method, path, headers, body }: PlannedExchange): string[] {
  const lines = [`${method} ${path}`, ...Object.entries(headers).map(([key, value]) => `${key}: ${shown(key, value)}`)];
  return [plain(name), ...lines.map((line) => `  > ${plain(line)}`), ...(body ? [`  > ${shorten(body)}`] : [])];
}

function describeSent({ name, kind, request, status, body, problem }: SentExchange): string[] {
  const planned =
    request === null
      ? [plain(name)]
      : describePlanned({ ...request, name, body: request.body === null ? null : String(request.body) });
  const went = kind === 'http' ? 'aborted by this client' : 'opened, and closed by this client';
  const ended = request === null || problem !== null ? [] : [`  < ${went}`];
  const answer = status === null ? ended : [`  < ${status} ${shorten(body)}`.trimEnd()];
  return [...planned, ...answer, problem === null ? '  as expected' : `  NOT as expected: ${plain(problem)}`];
}

/** Values that a terminal's log should not keep. */
function shown(header: string, value: string): string {
  return /auth|cookie|token|key|secret|password/i.test(header) ? '***' : value;
}

function withoutSecrets<T extends { readonly headers: Readonly<Record<string, string>> }>(request: T): T {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, shown(key, value)]));
  return { ...request, headers };
}

const mostCharacters = 160;

function shorten(text: string): string {
  const line = plain(text);
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1)}… (${text.length} characters)` : line;
}

/** A service's answer must not steer the terminal. */
function plain(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}
