import pc from 'picocolors';
import type {
  Block,
  Chart,
  Column,
  Command,
  Details,
  Heading,
  List,
  Listing,
  Paragraph,
  Table,
  Tone,
} from './document.ts';
import { visible } from './escape.ts';

export interface TextStyle {
  /** Escape codes may be written. */
  readonly color: boolean;
  /** Width that sentences are wrapped to; tables and listings keep theirs. */
  readonly columns: number;
}

type Colors = ReturnType<typeof pc.createColors>;

interface Writer {
  readonly colors: Colors;
  readonly columns: number;
}

/** A document as text for eyes: the same sentences, aligned columns, colour only for the verdict and for what grows. */
export function writeText(blocks: readonly Block[], style: TextStyle): string {
  const writer: Writer = { colors: pc.createColors(style.color), columns: Math.max(40, Math.min(style.columns, 120)) };
  const text = writeBlocks([...blocks, ...leftOut(blocks)], writer).join('\n');
  return `${text.split('\n').map(guardLine).join('\n')}\n`;
}

/** Wrapping can bring a `::` to the beginning of a line, where the runner would read a workflow command. */
function guardLine(line: string): string {
  return line.replace(/^(\s*)::/u, '$1\\x3a:');
}

/** Names what has no place here. */
function leftOut(blocks: readonly Block[]): Paragraph[] {
  const titles = blocks.flatMap((block) => (block.kind === 'details' && !block.onTerminal ? [block.title] : []));
  return titles.length === 0
    ? []
    : [{ kind: 'paragraph', label: 'In report.json', text: `${[...new Set(titles)].join(', ')}.` }];
}

function writeBlocks(blocks: readonly Block[], writer: Writer): string[] {
  return blocks.flatMap((block, index) => {
    const lines = writeBlock(block, writer);
    return lines.length === 0 || index === 0 ? lines : ['', ...lines];
  });
}

function writeBlock(block: Block, writer: Writer): string[] {
  switch (block.kind) {
    case 'heading':
      return writeHeading(block, writer);
    case 'paragraph':
      return writeParagraph(block, writer);
    case 'list':
      return writeList(block, writer);
    case 'table':
      return writeTable(block);
    case 'listing':
      return writeListing(block, writer);
    case 'chart':
      return writeChart(block);
    case 'details':
      return writeDetails(block, writer);
    case 'command':
      return writeCommand(block, writer);
  }
}

function writeHeading(heading: Heading, { colors, columns }: Writer): string[] {
  const symbol = heading.symbol === null ? '' : `${heading.symbol} `;
  const paint = paintOf(heading.tone, colors);
  return wrap(`${symbol}${visible(heading.text)}`, columns, symbol === '' ? 0 : 3).map((line) => paint(line));
}

function paintOf(tone: Tone, colors: Colors): (text: string) => string {
  const paints: Readonly<Record<Tone, (text: string) => string>> = {
    leak: colors.red,
    pass: colors.green,
    inconclusive: colors.yellow,
    plain: colors.bold,
  };
  return paints[tone];
}

function writeParagraph(paragraph: Paragraph, { colors, columns }: Writer): string[] {
  if (paragraph.label === null) return wrap(visible(paragraph.text), columns, 0);
  const label = `${paragraph.label}:`;
  const [first = '', ...others] = wrap(`${label} ${visible(paragraph.text)}`, columns, 2);
  return [first.replace(label, () => colors.bold(label)), ...others];
}

function writeList(list: List, { colors, columns }: Writer): string[] {
  const items = list.items.flatMap((item) => wrap(`- ${visible(item)}`, columns, 2));
  return list.label === null ? items : [colors.bold(`${list.label}:`), ...items];
}

function writeTable(table: Table): string[] {
  const rows = [table.columns.map((column) => column.title), ...table.rows].map((row) => row.map(visible));
  const widths = table.columns.map((_, index) => Math.max(...rows.map((row) => widthOf(row[index] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, index) => pad(cell, widths[index]!, table.columns[index]!))
      .join('  ')
      .trimEnd(),
  );
}

function pad(cell: string, width: number, column: Column): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(cell)));
  return column.align === 'right' ? `${space}${cell}` : `${cell}${space}`;
}

function writeListing(listing: Listing, { colors }: Writer): string[] {
  return listing.lines.map((line) => (line.suspect ? colors.red(visible(line.text)) : visible(line.text)));
}

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** One line of bars per series, as tall as its share of the highest value. */
function writeChart(chart: Chart): string[] {
  const lines = chart.series.map((values) => {
    const highest = Math.max(...values, Number.MIN_VALUE);
    return values.map((value) => BARS[Math.max(0, Math.round((value / highest) * (BARS.length - 1)))]!).join('');
  });
  return [`${chart.title}: ${lines.join('  ')}`];
}

/** Nothing folds here: what is not worth its lines is left to report.json. */
function writeDetails(folded: Details, writer: Writer): string[] {
  if (!folded.onTerminal) return [];
  return [
    writer.colors.bold(`${folded.title}:`),
    ...folded.blocks.flatMap((block) => writeBlock(block, writer)).map(indent),
  ];
}

function indent(line: string): string {
  return line === '' ? line : `  ${line}`;
}

function writeCommand(command: Command, { colors }: Writer): string[] {
  return [colors.bold(`${command.label}:`), `  ${visible(command.command)}`];
}

/** Breaks at spaces only, so that no name or path is torn; `hang` columns before each further line. */
function wrap(text: string, columns: number, hang: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > columns) {
      lines.push(line);
      line = `${' '.repeat(hang)}${word}`;
    } else {
      line = line === '' && lines.length === 0 ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function widthOf(text: string): number {
  return Array.from(text).length;
}
