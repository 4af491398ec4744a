import type { Block, Chart, Column, Command, Details, Heading, List, Paragraph, Table } from './document.ts';
import { markdownBlock, markdownCell, markdownSentence } from './escape.ts';

/** A document as GitHub Markdown. */
export function writeMarkdown(blocks: readonly Block[]): string {
  return `${writeBlocks(blocks)}\n`;
}

function writeBlocks(blocks: readonly Block[]): string {
  return blocks.map(writeBlock).join('\n\n');
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return writeHeading(block);
    case 'paragraph':
      return writeParagraph(block);
    case 'list':
      return writeList(block);
    case 'table':
      return writeTable(block);
    case 'listing':
      return markdownBlock(block.lines.map((line) => line.text));
    case 'chart':
      return writeChart(block);
    case 'details':
      return writeDetails(block);
    case 'command':
      return writeCommand(block);
  }
}

function writeHeading(heading: Heading): string {
  const symbol = heading.symbol === null ? '' : `${heading.symbol} `;
  return `${'#'.repeat(heading.level + 2)} ${symbol}${markdownSentence(heading.text)}`;
}

function writeParagraph(paragraph: Paragraph): string {
  return `${boldLabel(paragraph.label)}${markdownSentence(paragraph.text)}`;
}

function boldLabel(label: string | null): string {
  return label === null ? '' : `**${label}**: `;
}

function writeList(list: List): string {
  const items = list.items.map((item) => `- ${markdownSentence(item)}`).join('\n');
  return list.label === null ? items : `**${list.label}**:\n\n${items}`;
}

function writeTable(table: Table): string {
  const rows = [
    table.columns.map((column) => markdownCell(column.title)),
    table.columns.map(alignmentOf),
    ...table.rows.map((row) => row.map(markdownCell)),
  ];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function alignmentOf(column: Column): string {
  return column.align === 'right' ? '--:' : ':--';
}

/** Mermaid's own first colour is next to white on white, and its height pushes the evidence off the screen. */
const CHART_LOOK =
  '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#cf222e, #0969da"}}, "xyChart": {"width": 700, "height": 260}}}%%';

/** https://mermaid.js.org/syntax/xyChart.html, as GitHub renders it; a table always stands beside it. */
function writeChart(chart: Chart): string {
  return [
    '```mermaid',
    CHART_LOOK,
    'xychart-beta',
    `  title "${chart.title}"`,
    `  x-axis [${chart.labels.map((label) => `"${label}"`).join(', ')}]`,
    `  y-axis "${chart.unit}"`,
    ...chart.series.map((values) => `  line [${values.join(', ')}]`),
    '```',
  ].join('\n');
}

/** The empty lines make GitHub read the content as Markdown again. */
function writeDetails(folded: Details): string {
  const open = folded.open ? ' open' : '';
  return `<details${open}><summary>${folded.title}</summary>\n\n${writeBlocks(folded.blocks)}\n\n</details>`;
}

function writeCommand(command: Command): string {
  return `**${command.label}**:\n\n${markdownBlock([command.command]).replace(/^(`+)text/u, '$1sh')}`;
}
