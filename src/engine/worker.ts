import { parentPort } from 'node:worker_threads';
import { asGateError } from '../errors.ts';
import { EngineCore } from './engine-core.ts';
import type { EngineAnswer, EngineCall } from './engine-messages.ts';

/** The worker thread's side of `withHeapEngine`. */
const core = new EngineCore();

parentPort?.on('message', (message: EngineCall) => {
  if (message.question === 'begin') return core.begin(message.isolate);
  if (message.question === 'start-over') return core.startOver();
  if (message.question === 'write') return core.write(message.chunk);
  const answer = { call: message.call, value: null as unknown, error: null as EngineAnswer['error'] };
  try {
    answer.value = message.question === 'describe' ? core.describe(message.targets) : core[message.question]();
  } catch (thrown) {
    const { code, message: sentence } = asGateError(thrown);
    answer.error = { code, message: sentence };
  }
  parentPort?.postMessage(answer satisfies EngineAnswer);
  // Nobody waits for it yet, but somebody will.
  if (message.question === 'end') core.analyse();
});
