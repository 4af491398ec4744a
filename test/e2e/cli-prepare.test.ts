import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runPrepare } from '../../src/run/prepare.ts';

let workingDirectory: string;
beforeEach(() => {
  workingDirectory = mkdtempSync(join(tmpdir(), 'leakgate-prepare-'));
});
afterEach(() => rmSync(workingDirectory, { recursive: true, force: true }));

async function prepare(
  commands: string[],
  signal = new AbortController().signal,
  onText?: (text: string) => void,
): Promise<string> {
  let output = '';
  const onOutput = (text: string): void => {
    output += text;
    onText?.(output);
  };
  await runPrepare(commands, { workingDirectory, onOutput, signal });
  return output;
}

describe('runPrepare', () => {
  it('runs shell commands one after the other in the working directory and hands on both streams', async () => {
    const output = await prepare(['echo one > file && cat file', 'cat file; echo "it\'s two" >&2']);
    expect(output.split('\n').filter(Boolean).sort()).toEqual(["it's two", 'one', 'one']);
    expect(readdirSync(workingDirectory)).toEqual(['file']);
  });

  it('stops at the first command that fails, and names it with its code', async () => {
    await expect(prepare(['true', 'exit 3', 'touch never'])).rejects.toMatchObject({
      code: 'PREPARE_FAILED',
      message: expect.stringMatching(/'exit 3' ended with code 3/),
    });
    expect(readdirSync(workingDirectory)).toEqual([]);
  });

  it('kills the running command with its descendants when cancelled', async () => {
    const controller = new AbortController();
    const started = /pid (\d+)/;
    let pid = 0;
    const running = prepare(['sleep 300 & echo "pid $!"; wait'], controller.signal, (output) => {
      const match = started.exec(output);
      if (match === null || pid !== 0) return;
      pid = Number(match[1]);
      controller.abort();
    });
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(pid).toBeGreaterThan(0);
    expect(isAlive(pid)).toBe(false);
  });

  it('does not begin when it is cancelled already', async () => {
    await expect(prepare(['touch never'], AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(readdirSync(workingDirectory)).toEqual([]);
  });
});

/** A killed orphan may stay a zombie where nobody waits for it; that is not alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return process.platform === 'linux' ? !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8')) : true;
}
