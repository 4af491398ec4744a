/*
 * Everything that a service, its heap, its repository or its user can name passes through here before anyone sees it.
 * Texts inside the report folder are sentences in which `backticks` mark names; the functions below turn such a
 * sentence into Markdown, or into plain text for terminals, logs and annotations, so that no name can become markup.
 * Rules: https://github.github.com/gfm/; commands: actions/runner, src/Runner.Common/ActionCommand.cs.
 */

/** Longest name shown; the middle of a longer one is left out. */
export const MAX_NAME_LENGTH = 120;

/**
 * Characters that act instead of showing: controls, line separators, lone surrogates, bidi marks and overrides, and what
 * Unicode calls default-ignorable (zero-width characters, fillers, tags).
 */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** More than three marks on one letter: no script needs them, and they run over the neighbouring lines. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

/** One line in which nothing acts on a terminal, a log or the reading direction: `\n`, `\x1b`, `\u202e` are spelt out. */
export function visible(text: string): string {
  return text
    .replace(UNSEEN, spellOut)
    .replace(PILED_MARKS, '$1…')
    .replaceAll('##[', '##\\x5b')
    .replace(/^(\s*):(?=:)/u, '$1\\x3a');
}

/**
 * Lines for a terminal in which nothing acts but line ends and, where `colors`, codes of colour. The sign of a run without a
 * verdict keeps the selector that makes it a picture.
 */
export function visibleLines(text: string, { colors }: { colors: boolean }): string {
  const kept = colors ? /(\n|\u26a0\ufe0f|\u001b\[\d{1,2}m)/u : /(\n|\u26a0\ufe0f)/u;
  return text
    .split(kept)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(UNSEEN, spellOut)))
    .join('');
}

/** A name with its length bounded, for use outside backticks: a file path, a version. Backticks become apostrophes. */
export function plainName(name: string, maxLength = MAX_NAME_LENGTH): string {
  return clip(visible(name), maxLength).replaceAll('`', "'");
}

/** A name marked as one within a sentence: `` `sessions` ``. */
export function quoteName(name: string, maxLength = MAX_NAME_LENGTH): string {
  const plain = plainName(name, maxLength);
  return plain === '' ? '(no name)' : `\`${plain}\``;
}

/** A sentence made by another stage: bounded, never empty, and its backticks paired or turned into apostrophes. */
export function plainSentence(sentence: string, maxLength = 1000): string {
  const line = clip(visible(sentence).trim(), maxLength);
  if (/^[`\s]*$/u.test(line)) return '(no text)';
  return line.split('`').length % 2 === 1 ? line : line.replaceAll('`', "'");
}

/** A sentence as GitHub Markdown, safe in paragraphs, headings and list items: no links, images, HTML, mentions. */
export function markdownSentence(sentence: string): string {
  return escapeLineStart(markdownInline(sentence, (name) => name));
}

/** The same for a table cell. */
export function markdownCell(sentence: string): string {
  return markdownInline(sentence, escapePipes);
}

function markdownInline(sentence: string, escapeName: (name: string) => string): string {
  return markdownPieces(visible(sentence))
    .map((piece) => (piece.isName ? markdownCode(escapeName(piece.text)) : escapeProse(piece.text)))
    .join('')
    .trim();
}

/** Lines as a fenced block whose fence is longer than any run of backticks within. */
export function markdownBlock(lines: readonly string[]): string {
  const shown = lines.map(visible);
  const longest = Math.max(2, ...shown.map((line) => longestRun(line, '`')));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...shown, fence].join('\n');
}

/** Shortens in the middle, where names differ least; keeps surrogate pairs whole. */
export function clip(text: string, maxLength: number): string {
  const characters = Array.from(
    text.length > maxLength * 8 ? text.slice(0, maxLength * 4) + text.slice(-maxLength * 4) : text,
  );
  if (characters.length <= maxLength) return text;
  const head = Math.ceil((maxLength - 1) * 0.7);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (maxLength - 1 - head)).join('')}`;
}

interface Piece {
  readonly text: string;
  readonly isName: boolean;
}

/**
 * Splits at backticks. Words that GitHub would turn into something by itself become names too, since code is the one
 * place where it leaves text alone (an entity or a backslash does not stop a mention). Neighbouring names are joined,
 * because backticks that meet would change each other's meaning.
 */
function markdownPieces(sentence: string): Piece[] {
  const parts = sentence.split('`');
  const unpaired = parts.length % 2 === 0;
  const pieces: Piece[] = [];
  for (const [index, part] of parts.entries()) {
    if (unpaired && index === parts.length - 1) appendPiece(pieces, { text: "'", isName: false });
    if (index % 2 === 1 && !(unpaired && index === parts.length - 1)) appendPiece(pieces, { text: part, isName: true });
    else for (const piece of proseNames(part)) appendPiece(pieces, piece);
  }
  return pieces;
}

function appendPiece(pieces: Piece[], piece: Piece): void {
  if (piece.text === '') return;
  const last = pieces.at(-1);
  if (last?.isName === piece.isName) pieces[pieces.length - 1] = { ...piece, text: last.text + piece.text };
  else pieces.push(piece);
}

/** Mentions, e-mail, issue numbers, URLs, emoji codes, math, commit ids. */
const ACTS_IN_PROSE = /[@$]|#\d|gh-\d|:\/\/|www\.|mailto:|xmpp:|:[\w+-]+:|(?<![\w])(?=[a-f]*\d)[\da-f]{7,40}(?![\w])/iu;

function proseNames(prose: string): Piece[] {
  if (!ACTS_IN_PROSE.test(prose)) return [{ text: prose, isName: false }];
  return prose.split(/(\s+)/u).flatMap((word) => {
    if (!ACTS_IN_PROSE.test(word)) return [{ text: word, isName: false }];
    const [, before = '', core = '', after = ''] = /^(["'([]*)(.*?)([\])"',.;]*)$/su.exec(word) ?? [];
    return [
      { text: before, isName: false },
      { text: core, isName: true },
      { text: after, isName: false },
    ];
  });
}

/**
 * Code in backticks: the only form in which GitHub looks for nothing (within an HTML `code` element it still links).
 * One space is taken off each end again where both have one.
 */
function markdownCode(text: string): string {
  const padding = text.trim() !== '' && /^\s|\s$/u.test(text) ? ' ' : '';
  return `\`${padding}${text}${padding}\``;
}

/** A pipe behind a backslash cannot be written between backticks in a table, so there it is drawn broken. */
function escapePipes(name: string): string {
  return name.replaceAll('\\|', '\\¦').replaceAll('|', '\\|');
}

function escapeProse(text: string): string {
  return text
    .replaceAll('\\', '&#92;')
    .replaceAll('|', '&#124;')
    .replace(/&(?!#92;|#124;)/gu, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*[\]~]/gu, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');
}

/** Signs that start a heading, list, quote or rule only at the beginning of a line. */
function escapeLineStart(line: string): string {
  return line.replace(/^(\d+)(?=[.)](\s|$))/u, '$1\\').replace(/^(?=[-+](\s|$)|#+(\s|$)|-{2,}|=+\s*$|:?-)/u, '\\');
}

function longestRun(text: string, sign: string): number {
  let longest = 0;
  let run = 0;
  for (const character of text) {
    run = character === sign ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

const SHORT_SPELLINGS: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function spellOut(character: string): string {
  const code = character.codePointAt(0)!;
  const hex = code.toString(16);
  if (code < 0x100) return SHORT_SPELLINGS[character] ?? `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
