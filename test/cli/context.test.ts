import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { showResult } from '../../src/cli/context.ts';

let directory = '';
let out = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'leakgate-context-'));
  out = '';
});
afterEach(() => rmSync(directory, { recursive: true }));

const result = { text: 'no leak', json: { verdict: 'pass' }, exitCode: 0 };

function show(json: string | undefined): void {
  showResult(result, json, { currentDirectory: directory, writeOut: (text) => (out += text), colorOut: false });
}

describe('a result', () => {
  it('goes to standard output as text, or as JSON and nothing else', () => {
    show(undefined);
    expect(out).toBe('no leak\n');
    out = '';
    show('-');
    expect(JSON.parse(out)).toEqual({ verdict: 'pass' });
  });

  it('is written to a file beside its text', () => {
    show('out/result.json');
    expect(out).toBe('no leak\n');
    expect(JSON.parse(readFileSync(join(directory, 'out/result.json'), 'utf8'))).toEqual({ verdict: 'pass' });
  });

  it('is shown even when its file can no longer be written, which is told in a sentence', () => {
    writeFileSync(join(directory, 'taken'), '');
    expect(() => show('taken/result.json')).toThrow(/^--json could not be written: EEXIST/);
    expect(out).toBe('no leak\n');
  });
});
