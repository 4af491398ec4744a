import { openSync, writeSync, closeSync, readSync, unlinkSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'statements-'));
let number = 0;

/** A statement on disk, open for reading from its beginning; it vanishes from the folder at once. */
export function spool(chunks) {
  const path = join(folder, `${++number}.csv`);
  const fd = openSync(path, 'wx+');
  for (const chunk of chunks) writeSync(fd, chunk);
  unlinkSync(path);
  return fd;
}

export function* linesOf(fd) {
  const block = Buffer.alloc(4096);
  let position = 0;
  let rest = '';
  for (;;) {
    const bytes = readSync(fd, block, 0, block.length, position);
    if (bytes === 0) break;
    position += bytes;
    const lines = (rest + block.toString('utf8', 0, bytes)).split('\n');
    rest = lines.pop();
    yield* lines;
  }
  if (rest !== '') yield rest;
}

export function release(fd) {
  closeSync(fd);
}
