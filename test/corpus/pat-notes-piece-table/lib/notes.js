'use strict';

const { PieceTable } = require('./piece-table');

const maxLength = 6000;
const notes = new Map();

for (const name of ['standup', 'retro', 'roadmap', 'onboarding', 'incidents', 'ideas']) {
  const text = `# ${name}\n\n` + Array.from({ length: 20 }, (_, line) => `- item ${line + 1} of ${name}\n`).join('');
  notes.set(name, { table: new PieceTable(text, { maxPieces: 120 }), revision: 0, cursors: new Map() });
}

exports.names = () => [...notes.keys()];
exports.find = (name) => notes.get(name) ?? null;

exports.edit = (note, { at, remove = 0, insert = '', as = 'guest' }) => {
  const { table } = note;
  const position = Math.max(0, Math.min(at, table.length));
  if (remove > 0) table.delete(position, remove);
  if (insert !== '') table.insert(position, insert);
  if (table.length > maxLength) table.delete(maxLength / 2, table.length - maxLength + 1000);
  note.revision++;
  note.cursors.set(as, position + insert.length);
  if (note.cursors.size > 20) note.cursors.delete(note.cursors.keys().next().value);
  return { revision: note.revision, length: table.length };
};

exports.outline = (note) =>
  note.table
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .map((line) => line.replace(/^#+ */, ''));
