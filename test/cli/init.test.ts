import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  it('overwrites nothing without force, and then writes nothing at all', () => {
    writeFileSync(join(directory, 'leakgate.yml'), 'mine');
    expect(() => init(directory, '1.0.0', { force: false })).toThrow(/leakgate\.yml already exist/);
    expect(readFileSync(join(directory, 'leakgate.yml'), 'utf8')).toBe('mine');
    expect(() => readFileSync(join(directory, '.github/workflows/leakgate.yml'))).toThrow();
    init(directory, '1.0.0', { force: true });
    expect(readFileSync(join(directory, 'leakgate.yml'), 'utf8')).not.toBe('mine');
  });
});
