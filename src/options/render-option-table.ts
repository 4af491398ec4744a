import { optionRows } from './option-table.ts';

/** The README's table of options, as GitHub Markdown. */
export function renderOptionTable(): string {
  const rows = optionRows.map(
    (row) =>
      `| \`${row.name}\` | ${escapeCell(row.description)} | ${row.default === null ? '' : code(row.default)} | ${code(row.example)} |`,
  );
  return ['| option | what it is | default | example |', '|---|---|---|---|', ...rows].join('\n');
}

function code(text: string): string {
  return `\`${escapeCell(text)}\``;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
