import type { Recording } from '../capture/recording.ts';
import type { MeasuredProcess } from '../inspector/service-session.ts';
import type { GateOptions } from '../options/gate-options.ts';
import type { OnProgress } from '../progress.ts';
import { type NodeProcess, nameProcess } from '../service/find-service-process.ts';
import { createOutputTail } from '../service/output-tail.ts';
import type { RunningService } from '../service/running-service.ts';
import { withServiceUnderTest } from '../service/with-service-under-test.ts';
import { runPrepare } from './prepare.ts';

/** The commands that come before start, as one timed phase; none: nothing. */
export async function prepare(
  options: GateOptions,
  recording: Recording,
  on: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  if (options.source.kind !== 'start' || options.source.prepare.length === 0) return;
  const { prepare: commands } = options.source;
  await recording.timed(
    'prepare',
    on,
    commands.length === 1 ? commands[0]! : `${commands.length} commands`,
    async () => {
      const tail = createOutputTail();
      const onOutput = (text: string): void => {
        tail.add(text);
        on({ kind: 'service-output', text });
      };
      try {
        await runPrepare(commands, { workingDirectory: options.workingDirectory, onOutput, signal });
      } catch (thrown) {
        // There will be no service to say more, and without --verbose nobody has seen this.
        recording.output(tail.text());
        throw thrown;
      }
      return 'prepared';
    },
  );
}

/** Starts or attaches to the service, says so, and runs `body` while it serves. */
export async function withBootedService(
  options: GateOptions,
  recording: Recording,
  on: OnProgress,
  onOutput: (text: string) => void,
  signal: AbortSignal,
  body: (service: RunningService) => Promise<void>,
): Promise<void> {
  const endTurn = await recording.waitForTurn();
  try {
    const booted = recording.begin('boot', on, 'waiting until the service is ready');
    await withServiceUnderTest(options, onOutput, signal, async (service) => {
      recording.measuring(service.process, service.origin);
      booted(`node ${service.process.nodeVersion}, ${pidsOf(service)}`);
      endTurn();
      await body(service);
    });
  } finally {
    endTurn();
  }
}

/** The processes that serve, as the inspector is to open them. */
export function measuredIn({ serving }: RunningService): MeasuredProcess[] {
  return serving.map((each) => asMeasured(each, true));
}

/** A process as its inspector is to be opened. `serves`: requests come in there. */
export function asMeasured(each: NodeProcess, serves: boolean): MeasuredProcess {
  return { inspectorUrl: each.inspectorUrl, pid: each.facts.pid, name: nameProcess(each), serves };
}

function pidsOf({ serving }: RunningService): string {
  const pids = serving.map(({ facts }) => facts.pid);
  return pids.length === 1 ? `pid ${pids[0]}` : `${pids.length} workers, pids ${pids.join(', ')}`;
}
