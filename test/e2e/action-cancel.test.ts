import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../src/service/free-port.ts';
import { runStep, type StepResult } from '../support/runner-emulator.ts';
import { copyService } from '../support/shop-workspace.ts';

const disposables: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposables.splice(0)) dispose();
});

/** Cancels the job once the log holds a line that matches. */
async function cancelAt(line: RegExp, script: string, inputs: Record<string, string> = {}): Promise<StepResult> {
  const workspace = copyService('boot');
  const port = await freePort();
  const result = await runStep({
    workspace: workspace.directory,
    inputs: { start: `PORT=${port} node ${script}`, url: `http://127.0.0.1:${port}/`, ...inputs },
    cancelWhen: (log) => log.some((each) => line.test(each)),
  });
  disposables.push(workspace.dispose, result.dispose);
  return result;
}

describe('a cancelled job', () => {
  it.each([
    ['while the service boots', /leakgate .*→/, 'never-listens.js'],
    ['while it warms up', /✔ (boot|preflight)/, 'server.js'],
    ['between rounds', /✔ baseline/, 'server.js'],
    ['with a service that ignores SIGTERM', /✔ (boot|preflight)/, 'ignores-sigterm.js'],
  ])('%s leaves no process behind and still says so', async (_, line, script) => {
    const result = await cancelAt(line, script);
    expect(result.conclusion).toBe('cancelled');
    expect(result.signals).not.toContain('SIGKILL');
    expect(result.leftovers).toEqual([]);
    expect(result.summary).toContain('cancelled');
    expect(result.commands.isStopped).toBe(false);
  });

  it('while it prepares kills the running command', async () => {
    const result = await cancelAt(/● prepare/, 'server.js', {
      prepare: 'echo started; sleep 300 & sleep 301',
    });
    expect(result.conclusion).toBe('cancelled');
    expect(result.signals).not.toContain('SIGKILL');
    expect(result.leftovers).toEqual([]);
  });
});
