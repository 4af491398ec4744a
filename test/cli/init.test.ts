import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { init } from '../../src/cli/init.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'leakgate-init-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('init', () => {
  it('writes a workflow that uses the action of its own major version, and a configuration', () => {
    expect(init(directory, '1.4.2', { force: false })).toEqual(['.github/workflows/leakgate.yml', 'leakgate.yml']);
    const workflow = parse(readFileSync(join(directory, '.github/workflows/leakgate.yml'), 'utf8')) as {
      jobs: { leakgate: { steps: { uses?: string }[] } };
    };
    expect(workflow.jobs.leakgate.steps.map(({ uses }) => uses)).toContain('leakgate/leakgate@v1');
    expect(readFileSync(join(directory, 'leakgate.yml'), 'utf8')).toContain('\nstart: ');
  });

  it('writes what the project tells: its package manager and how it is started', () => {
    writeFileSync(join(directory, 'package.json'), '{ "scripts": { "start": "tsx src/main.ts" } }');
    writeFileSync(join(directory, 'pnpm-lock.yaml'), '');
    init(directory, '1.0.0', { force: false });
    const workflow = readFileSync(join(directory, '.github/workflows/leakgate.yml'), 'utf8');
    expect(workflow).toContain('cache: pnpm\n      - run: pnpm install --frozen-lockfile\n');
    expect(workflow.indexOf('corepack enable')).toBeLessThan(workflow.indexOf('setup-node'));
    expect(parse(readFileSync(join(directory, 'leakgate.yml'), 'utf8'))).toMatchObject({ start: 'pnpm start' });
  });

  it('begun in a package of a monorepo writes into its root, where GitHub looks for workflows', () => {
    const own = join(directory, 'packages/api');
    mkdirSync(own, { recursive: true });
    mkdirSync(join(directory, '.git'));
    writeFileSync(join(directory, 'yarn.lock'), '');
    writeFileSync(join(own, 'package.json'), '{ "main": "dist/server.js" }');
    expect(init(own, '1.0.0', { force: false })).toEqual([
      '../../.github/workflows/leakgate.yml',
      '../../leakgate.yml',
    ]);
    const config: unknown = parse(readFileSync(join(directory, 'leakgate.yml'), 'utf8'));
    expect(config).toMatchObject({ 'working-directory': 'packages/api', start: 'node dist/server.js' });
    const workflow = readFileSync(join(directory, '.github/workflows/leakgate.yml'), 'utf8');
    expect(workflow).toContain('- run: yarn install --immutable\n');
  });

  it('begun where nothing is known takes no cache that would fail', () => {
    init(directory, '1.0.0', { force: false });
    const workflow = readFileSync(join(directory, '.github/workflows/leakgate.yml'), 'utf8');
    expect(workflow).not.toContain('cache:');
    expect(workflow).toContain('- run: npm install\n');
  });

  it('overwrites nothing without force, and then writes nothing at all', () => {
    writeFileSync(join(directory, 'leakgate.yml'), 'mine');
    expect(() => init(directory, '1.0.0', { force: false })).toThrow(/leakgate\.yml already exist/);
    expect(readFileSync(join(directory, 'leakgate.yml'), 'utf8')).toBe('mine');
    expect(() => readFileSync(join(directory, '.github/workflows/leakgate.yml'))).toThrow();
    init(directory, '1.0.0', { force: true });
    expect(readFileSync(join(directory, 'leakgate.yml'), 'utf8')).not.toBe('mine');
  });
});
