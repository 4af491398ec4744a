import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { inWorker } from '../../src/engine/heap-engine.ts';

let worker: Worker;
afterEach(() => worker.terminate());

it('gives up an analysis that does not answer in time, ends its thread, and asks it nothing more', async () => {
  worker = new Worker('for (;;);', { eval: true });
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  const engine = inWorker(worker, 50);
  await expect(engine.view()).rejects.toMatchObject({
    code: 'TIME_LIMIT',
    message: 'The analysis of the snapshots gave no answer within 0.05 s.',
  });
  await ended;
  await expect(engine.end()).rejects.toMatchObject({ code: 'TIME_LIMIT' });
});

it('says so when the thread ends before it has answered', async () => {
  worker = new Worker("require('node:worker_threads').parentPort.once('message', () => process.exit(3))", {
    eval: true,
  });
  await expect(inWorker(worker).view()).rejects.toMatchObject({ code: 'INTERNAL' });
});
