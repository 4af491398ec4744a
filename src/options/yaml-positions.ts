import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { Problem } from './raw-options.ts';

/** A YAML (or JSON, its subset) text with the means to say where a thing stands in it. */
export interface YamlText {
  readonly document: Document.Parsed;
  /** `leakgate.yml:3:1`, 1-based, for a node of the document; the file alone for what has no place. */
  readonly at: (node: unknown) => string;
  /** Syntax errors, duplicate keys included; the document is not to be used when there are any. */
  readonly problems: readonly Problem[];
}

/** Parses one YAML document by the YAML 1.2 core schema. `fileName` is how messages name it. */
export function parseYaml(text: string, fileName: string): YamlText {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const place = (offset: number): string => {
    const { line, col } = lineCounter.linePos(offset);
    return `${fileName}:${line}:${col}`;
  };
  const problems = document.errors.map((error) => ({
    option: place(error.pos[0]),
    given: '',
    expected: `valid YAML: ${error.message.replace(/\.$/, '')}`,
  }));
  const at = (node: unknown): string => (isNode(node) && node.range ? place(node.range[0]) : fileName);
  return { document, at, problems };
}
