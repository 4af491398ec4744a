import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completed, folder } from './exports.mjs';

const latest = new Map();

function parse(text) {
  const [head, ...lines] = text.trimEnd().split('\n');
  const columns = head.split(';');
  return lines.map((line) => {
    const cells = line.split(';');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
  });
}

export async function importExport(name, waitMs) {
  if (!(await completed(name, waitMs))) return { name, state: 'not there yet' };
  const rows = parse(await readFile(join(folder, `${name}.csv`), 'utf8'));
  latest.set(name, { rows: rows.length, at: Date.now() });
  return { name, state: 'imported', rows: rows.length };
}

export const summary = () => Object.fromEntries(latest);
