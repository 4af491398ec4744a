import { describe, expect, it } from 'vitest';
import { createBootOutput, readPort } from '../../src/service/read-port.ts';

const running = {
  startedAtMs: 0,
  exited: new Promise<never>(() => undefined),
  hasExited: () => null,
  outputTail: () => 'starting',
};
const { signal } = new AbortController();
const options = { pattern: /listening on \S*?:?(\d+)/i, timeoutMs: 2000, signal };

function outputOf(...pieces: string[]) {
  const output = createBootOutput();
  for (const piece of pieces) output.add(piece);
  return output;
}

describe('reading the port from the output', () => {
  it('takes the first match, without colours', async () => {
    const output = outputOf('\u001b[32mListening\u001b[39m on \u001b[1m4711\u001b[22m\n', 'listening on 9999\n');
    expect(await readPort(output, running, options)).toBe(4711);
  });

  it('does not take the port of its own inspector for the service’s', async () => {
    const inspector = 'Debugger listening on ws://127.0.0.1:41233/0a0a0a0a-0000-4000-8000-000000000000\n';
    expect(await readPort(outputOf(inspector, 'listening on 3000\n'), running, options)).toBe(3000);
  });

  it('waits for the rest of a number that came in two pieces, and takes one at the very end', async () => {
    const output = outputOf('listening on 30');
    const reading = readPort(output, running, options);
    setTimeout(() => output.add('00'), 60);
    expect(await reading).toBe(3000);
  });

  it.each([
    ['0', 'expected a port from 1 to 65535'],
    ['70000', 'expected a port from 1 to 65535'],
  ])('refuses %s', async (text, sentence) => {
    await expect(readPort(outputOf(`listening on ${text}\n`), running, options)).rejects.toMatchObject({
      code: 'SERVICE_NOT_READY',
      message: expect.stringContaining(sentence),
    });
  });

  it('ends with the deadline, the exit or the cancellation', async () => {
    const late = readPort(outputOf('nothing\n'), running, { ...options, timeoutMs: 60 });
    await expect(late).rejects.toMatchObject({
      code: 'SERVICE_NOT_READY',
      hint: expect.stringContaining('port-pattern'),
    });
    const gone = { ...running, hasExited: () => ({ code: 3, signal: null }) };
    await expect(readPort(outputOf(''), gone, options)).rejects.toMatchObject({ code: 'SERVICE_EXITED' });
    const cancelled = readPort(outputOf(''), running, { ...options, signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
