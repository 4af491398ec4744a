import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { freePort } from '../../src/service/free-port.ts';
import { runStep, type StepOptions, type StepResult } from '../support/runner-emulator.ts';
import { copyService } from '../support/shop-workspace.ts';

const disposables: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposables.splice(0)) dispose();
});

/** One step on a copy of a test service; `{port}` in the inputs is a free one. */
async function step(
  service: 'shop' | 'boot',
  inputs: Record<string, string>,
  options: Partial<StepOptions> = {},
): Promise<StepResult> {
  const workspace = copyService(service);
  const port = String(await freePort());
  const filled = Object.fromEntries(
    Object.entries(inputs).map(([name, text]) => [name, text.replaceAll('{port}', port)]),
  );
  const result = await runStep({ ...options, workspace: workspace.directory, inputs: filled });
  disposables.push(workspace.dispose, result.dispose);
  return result;
}

const login = { url: 'http://127.0.0.1:{port}/login', body: '{"user":"[<id>]"}', depth: 'quick' };

function reportOf(result: StepResult): LeakReport {
  return JSON.parse(readFileSync(result.outputs['report']!, 'utf8')) as LeakReport;
}

function messagesOf(result: StepResult): string {
  return result.commands.annotations.map(({ message }) => message).join('\n');
}

describe('the built action', () => {
  it('fails the step on the leaky shop, with summary, annotation at the place and outputs', async () => {
    const result = await step('shop', { ...login, start: 'PORT={port} node leaky.js' });
    expect(result.conclusion).toBe('failure');
    expect(result.outputs).toMatchObject({ verdict: 'leak' });
    expect(Number(result.outputs['findings'])).toBeGreaterThanOrEqual(1);
    expect(Number(result.outputs['retained-bytes-per-request'])).toBeGreaterThan(50);
    expect(result.summary).toContain('sessions');
    expect(result.summary!.split('\n').find((line) => line !== '')).toContain('❌');
    expect(readFileSync(result.outputs['summary-file']!, 'utf8').trim()).toBe(result.summary!.trim());
    const annotation = result.commands.annotations.find(
      ({ level, properties }) => level === 'error' && properties['file'] !== undefined,
    );
    expect(annotation?.properties['file']).toMatch(/^(session-store|session|leaky|server)\.js$/);
    expect(annotation?.message).toContain('sessions');
    expect(reportOf(result).findings.find(({ status }) => status === 'leak')?.objectsPerRequest).toBeCloseTo(1, 2);
    expect(result.commands.isStopped).toBe(false);
    expect(result.leftovers).toEqual([]);
  });

  it('passes the fixed shop', async () => {
    const result = await step('shop', { ...login, start: 'PORT={port} node fixed.js' });
    expect(messagesOf(result)).toBe('');
    expect(result.conclusion).toBe('success');
    expect(result.outputs).toMatchObject({ verdict: 'pass', findings: '0', 'retained-bytes-per-request': '0' });
    expect(result.summary).toContain('✅');
    expect(result.leftovers).toEqual([]);
  });

  it('only warns about a leak where on-leak says so', async () => {
    const result = await step('shop', { ...login, start: 'PORT={port} node leaky.js', 'on-leak': 'warn' });
    expect(result.conclusion).toBe('success');
    expect(result.outputs['verdict']).toBe('leak');
    expect(result.commands.annotations.map(({ level }) => level)).toContain('warning');
    expect(result.commands.annotations.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('says why a service that does not start gives no verdict', async () => {
    const result = await step('boot', { start: 'PORT={port} node exits-at-boot.js', url: 'http://127.0.0.1:{port}/' });
    expect(result.conclusion).toBe('failure');
    expect(result.outputs['verdict']).toBe('inconclusive');
    expect(result.summary).toContain('DATABASE_URL is not set');
    expect(messagesOf(result)).toMatch(/7/);
    expect(result.leftovers).toEqual([]);
  });

  it('lets a run without a verdict pass where on-inconclusive says so', async () => {
    const inputs = {
      start: 'PORT={port} node exits-at-boot.js',
      url: 'http://127.0.0.1:{port}/',
      'on-inconclusive': 'pass',
    };
    const result = await step('boot', inputs);
    expect(result.conclusion).toBe('success');
    expect(result.outputs['verdict']).toBe('inconclusive');
  });

  it('reads leakgate.yml, and inputs win over it', async () => {
    const workspace = copyService('boot');
    disposables.push(workspace.dispose);
    writeFileSync(
      join(workspace.directory, 'leakgate.yml'),
      'start: node nowhere.js\nrounds: 2\nurl: http://127.0.0.1:1/\n',
    );
    const result = await runStep({ workspace: workspace.directory, inputs: { url: 'nonsense' } });
    disposables.push(result.dispose);
    expect(result.conclusion).toBe('failure');
    expect(messagesOf(result)).toContain("rounds is '2' (leakgate.yml:2:1)");
    expect(messagesOf(result)).toContain("url is 'nonsense' (input url)");
  });

  it('refuses all wrong inputs at once, before anything boots', async () => {
    const marker = 'touch booted; PORT={port} node server.js';
    const result = await step('boot', {
      start: marker,
      url: 'http://example.com/',
      rounds: '1',
      conections: '3',
      pipelining: '2',
    });
    expect(result.conclusion).toBe('failure');
    for (const name of ['url', 'rounds', 'conections', 'pipelining']) expect(messagesOf(result)).toContain(name);
    expect(result.summary).toContain('4 options');
    expect(existsSync(join(result.workspace, 'booted'))).toBe(false);
  });
});
