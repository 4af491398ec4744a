import type { CompiledMessage } from './load/compile-steps.ts';
import { createSequence } from './load/request-sequence.ts';
import { compileAside } from './load/run-users.ts';
import { nothingAround, type Scenario } from './load/scenario.ts';
import { type SentExchange, sendEach } from './load/send-each.ts';
import type { TemplateContext } from './load/template.ts';
import type { CheckOptions } from './options/load-options.ts';
import type { OnProgress } from './progress.ts';
import { runPrepare } from './run/prepare.ts';
import { withServiceUnderTest } from './service/with-service-under-test.ts';

export type { SentExchange } from './load/send-each.ts';

/** A request as it would go over the wire. */
export interface PlannedExchange {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What a scenario sends, each request filled once; what steps save stands as `{{name}}`. */
export function planScenario(scenario: Scenario): PlannedExchange[] {
  const { setUp, logIn, logOut, cleanUp } = scenario.around ?? nothingAround;
  const sequence = createSequence(scenario);
  const steps = [
    ...compileAside('set-up', setUp),
    ...compileAside('log-in', logIn),
    ...sequence.steps.flat(),
    ...compileAside('log-out', logOut),
    ...compileAside('clean-up', cleanUp),
  ];
  return steps.flatMap((step): PlannedExchange[] => {
    if (step.kind === 'think' || step.kind === 'close') return [];
    const context = { ...sequence.draw(), saved: unsaved };
    const { method, path, headers, body } = step.fill(context);
    const sent =
      step.kind === 'websocket' ? step.messages.map((message) => shownMessage(message, context)).join('\n') : body;
    const readable = path.replaceAll(/%7B%7B([\w-]+)%7D%7D/g, '{{$1}}');
    return [{ name: step.name, method, path: readable, headers, body: sent === null ? null : String(sent) }];
  });
}

function shownMessage(message: CompiledMessage, context: TemplateContext): string {
  if (message.kind === 'wait') return '(waits for a message)';
  const data = message.fill(context);
  return typeof data === 'string' ? data : `(${data.length} bytes)`;
}

/** Every name has its own placeholder as its value. */
const unsaved = { get: (name: string) => `{{${name}}}` } as ReadonlyMap<string, string>;

/**
 * Starts the service where the options say how, and sends every request once. Throws PREFLIGHT_FAILED when one is not
 * answered as expected; `onExchange` has then been told of all of them.
 */
export async function checkScenario(
  { origin, scenario, requestTimeoutMs, options }: CheckOptions,
  onExchange: (exchange: SentExchange) => void,
  on: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const send = async (to: string): Promise<void> =>
    void (await sendEach({
      origin: to,
      sequence: createSequence(scenario),
      timeoutMs: requestTimeoutMs,
      signal,
      onExchange,
    }));
  if (options === null) return await send(origin);
  const onOutput = (text: string): void => on({ kind: 'service-output', text });
  if (options.source.kind === 'start') {
    await runPrepare(options.source.prepare, { workingDirectory: options.workingDirectory, onOutput, signal });
  }
  // The service may have chosen its port itself.
  await withServiceUnderTest(options, onOutput, signal, (service) => send(service.origin));
}
