import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whyFileUnwritable, whyFolderUnwritable } from '../../src/options/why-unwritable.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'leakgate-unwritable-'));
  writeFileSync(join(directory, 'taken'), '');
});
afterEach(() => rmSync(directory, { recursive: true }));

const at = (...names: string[]): string => join(directory, ...names);

describe('a folder to write into', () => {
  it('may exist, or be made at any depth', () => {
    expect(whyFolderUnwritable(directory)).toBeNull();
    expect(whyFolderUnwritable(at('a', 'b', 'c'))).toBeNull();
  });

  it('may not be a file, nor lie below one', () => {
    expect(whyFolderUnwritable(at('taken'))).toBe(`at or below ${at('taken')}, which is a file`);
    expect(whyFolderUnwritable(at('taken', 'a', 'b'))).toBe(`at or below ${at('taken')}, which is a file`);
  });

  // Nothing is read-only to root.
  it.skipIf(process.getuid?.() === 0)('may not be read-only', () => {
    chmodSync(directory, 0o555);
    expect(whyFolderUnwritable(at('a'))).toBe(`in ${directory}, which is read-only`);
    chmodSync(directory, 0o755);
  });
});

describe('a file to write', () => {
  it('may exist, or be made in a folder that can be', () => {
    expect(whyFileUnwritable(at('taken'))).toBeNull();
    expect(whyFileUnwritable(at('a', 'new.json'))).toBeNull();
  });

  it('may not be a folder, nor lie below a file', () => {
    expect(whyFileUnwritable(directory)).toBe('a folder');
    expect(whyFileUnwritable(at('taken', 'new.json'))).toBe(`at or below ${at('taken')}, which is a file`);
  });
});
