/*
 * The summary before it is Markdown or terminal text, so that both say the same. Every text in it is a sentence whose
 * names stand between backticks; the writers escape it for their medium, whatever it holds.
 */

export interface Heading {
  readonly kind: 'heading';
  /** 1 for the verdict, 2 for what stands under it. */
  readonly level: 1 | 2;
  readonly symbol: string | null;
  readonly tone: Tone;
  readonly text: string;
}

/** What a colour means: red fails, green passes, yellow is undecided. */
export type Tone = 'leak' | 'pass' | 'inconclusive' | 'plain';

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly label: string | null;
  readonly text: string;
}

export interface List {
  readonly kind: 'list';
  readonly label: string | null;
  readonly items: readonly string[];
}

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** Preformatted lines, shown as they are but for characters that act. */
export interface Listing {
  readonly kind: 'listing';
  readonly lines: readonly ListingLine[];
}

export interface ListingLine {
  readonly text: string;
  /** The line shows what grows. */
  readonly suspect: boolean;
}

/** Values over the run. Titles and labels are this project's own words and numbers, never names from outside. */
export interface Chart {
  readonly kind: 'chart';
  readonly title: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly series: readonly (readonly number[])[];
}

/** Evidence that a reader opens on demand. */
export interface Details {
  readonly kind: 'details';
  readonly title: string;
  readonly open: boolean;
  /** Worth its lines where nothing can be folded. */
  readonly onTerminal: boolean;
  readonly blocks: readonly Block[];
}

export interface Command {
  readonly kind: 'command';
  readonly label: string;
  readonly command: string;
}

export type Block = Heading | Paragraph | List | Table | Listing | Chart | Details | Command;

export function paragraph(text: string, label: string | null = null): Paragraph {
  return { kind: 'paragraph', label, text };
}

export function details(
  title: string,
  blocks: readonly Block[],
  { open = false, onTerminal = false }: { open?: boolean; onTerminal?: boolean } = {},
): Details {
  return { kind: 'details', title, open, onTerminal, blocks };
}

/** Lines of which none is suspect. */
export function listing(lines: readonly string[]): Listing {
  return { kind: 'listing', lines: lines.map((text) => ({ text, suspect: false })) };
}
