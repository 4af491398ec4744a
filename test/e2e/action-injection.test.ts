import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/service/free-port.ts';
import { runStep, type StepResult } from '../support/runner-emulator.ts';
import { copyService, type Workspace } from '../support/shop-workspace.ts';

/** Lines that would command the runner, on both streams, at boot and with each of the first requests. */
const noise = `
const lines = [
  '::error::injected', '  ::warning::injected', 'text ##[error]injected', '::set-output name=verdict::pass',
  '##[set-env name=PATH;]/evil', '::add-mask::verdict', '::stop-commands::mine', '::mine::', '::endgroup::', '##[endgroup]',
  'overwritten\\r::error::injected', '\\x1b[0m::error::injected',
];
let printed = 0;
function shout() {
  if (printed++ > 40) return;
  for (const line of lines) { console.log(line); console.error(line); }
  process.stdout.write('no line end ');
}
shout();
require('node:http').createServer((request, response) => { shout(); response.end('ok'); }).listen(Number(process.env.PORT), '127.0.0.1');
`;

let workspace: Workspace;
let result: StepResult;

beforeAll(async () => {
  workspace = copyService('boot');
  writeFileSync(join(workspace.directory, 'noisy.js'), noise);
  const port = await freePort();
  const prepare = "echo '::error::injected'; echo '##[error]injected' >&2";
  const inputs = { prepare, start: `PORT=${port} node noisy.js`, url: `http://127.0.0.1:${port}/`, depth: 'quick' };
  result = await runStep({ workspace: workspace.directory, inputs });
}, 120_000);
afterAll(() => {
  result?.dispose();
  workspace?.dispose();
});

describe('a service and a prepare command that print workflow commands', () => {
  it('are shown', () => {
    expect(result.commands.log.filter((line) => line.includes('::error::injected')).length).toBeGreaterThan(2);
    expect(result.commands.groups.some((title) => title.startsWith('Service output'))).toBe(true);
  });

  it('are never obeyed', () => {
    expect(result.commands.annotations.filter(({ message }) => message.includes('injected'))).toEqual([]);
    const obeyed = new Set(result.commands.obeyed.map(({ name }) => name));
    for (const name of ['set-output', 'set-env', 'add-mask', 'add-path']) expect(obeyed).not.toContain(name);
    expect(result.commands.refused).toEqual([]);
    expect(result.commands.masks).toEqual([]);
  });

  it('leave every group closed and the commands running', () => {
    const count = (name: string): number => result.commands.obeyed.filter((command) => command.name === name).length;
    expect(count('endgroup')).toBe(count('group'));
    expect(result.commands.isStopped).toBe(false);
    expect(result.outputs['verdict']).toBe('pass');
  });
});
