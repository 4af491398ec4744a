import { isList, type OptionGroup, type OptionRow, rowOf } from '../options/option-table.ts';
import { type CommandRow, commandTable } from './command-table.ts';

const groups: readonly OptionGroup[] = ['Service', 'Load', 'Measurement', 'Verdict', 'Report', 'Review'];
const textColumn = 34;
const width = 110;

/** `leakgate --help`. */
export function renderOverview(): string {
  const commands = commandTable.map((row) => line([row.name, ...row.operands].join(' '), row.description));
  return [
    'leakgate finds memory that grows with traffic in a Node.js service.',
    '',
    'Usage: leakgate COMMAND [operands] [--flags]',
    '',
    ...commands,
    '',
    line('COMMAND --help', 'What a command takes.'),
    line('--version', 'The version of leakgate.'),
    '',
    'Exit codes: 0 pass · 1 leak · 2 no verdict · 3 wrong usage or an error in leakgate',
    '',
  ].join('\n');
}

/** `leakgate COMMAND --help`, from the tables of commands and options. */
export function renderCommandHelp(command: CommandRow): string {
  const parts = [
    `Usage: ${['leakgate', command.name, ...command.operands].join(' ')} [--flags]`,
    '',
    command.description,
  ];
  for (const group of groups) {
    const rows = command.options.map(rowOf).filter((row) => row.group === group);
    if (rows.length > 0) parts.push('', group, ...rows.map((row) => line(flagOf(row), describe(row))));
  }
  parts.push('', 'Command line');
  for (const flag of command.flags)
    parts.push(line(flag.value === null ? `--${flag.name}` : `--${flag.name} ${flag.value}`, flag.description));
  if (command.options.length > 0) parts.push('', 'Options are also read from leakgate.yml; flags win over the file.');
  parts.push('', `Example: ${command.example}`, '');
  return parts.join('\n');
}

function flagOf(row: OptionRow): string {
  const shown: Partial<Record<OptionRow['kind'], string>> = {
    count: 'N',
    size: 'SIZE',
    duration: 'TIME',
    path: 'PATH',
    url: 'URL',
    inspector: 'HOST:PORT',
    choice: row.choices?.join('|') ?? '',
    statuses: 'CODES',
    method: 'METHOD',
    headers: "'NAME: VALUE'",
    lines: 'COMMAND',
    limits: 'MAPPING',
    accepted: 'MAPPING',
    label: 'NAME',
    shard: 'I/N',
  };
  return row.kind === 'boolean' ? `--${row.name}` : `--${row.name} ${shown[row.kind] ?? 'TEXT'}`;
}

function describe(row: OptionRow): string {
  const repeat = isList(row) ? ' May be repeated.' : '';
  const fallback = row.default === null || row.kind === 'boolean' ? '' : ` (${row.default})`;
  return `${row.description.replace(/, one a line(?=[;.])/, '')}${repeat}${fallback}`;
}

/** Two columns; the text wraps into the second. */
function line(name: string, text: string): string {
  const words = text.split(' ');
  const rows: string[] = [''];
  for (const word of words) {
    const last = rows[rows.length - 1]!;
    if (last.length + word.length + 1 > width - textColumn && last !== '') rows.push(word);
    else rows[rows.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  const head = `  ${name}`;
  const start = head.length < textColumn ? `${head.padEnd(textColumn)}${rows.shift()}` : head;
  return [start, ...rows.map((row) => `${' '.repeat(textColumn)}${row}`)].join('\n');
}
