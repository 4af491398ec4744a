import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownBlock, markdownCell, markdownSentence, quoteName, visible } from '../../src/report/escape.ts';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { renderSummary } from '../../src/report/render-summary.ts';
import { renderTerminal } from '../../src/report/render-terminal.ts';
import { toAnnotations } from '../../src/report/to-annotations.ts';
import {
  ACTS_ON_GITHUB,
  ACTS_UNSEEN,
  mermaidOf,
  proseOf,
  tagsOf,
  toHtml,
  WORKFLOW_COMMAND,
} from './acts-in-markdown.ts';
import { HOSTILE_NAMES } from './hostile-names.ts';
import * as samples from './sample-reports.ts';
import { withName } from './with-name.ts';

// Between them they show every block: a finding that fails, one below its limit, one that stopped; no verdict, with the
// service's output. Otherwise small, since each is parsed once per name.
const LEAK = samples.severalFindings();
const COMPARED = samples.comparedLeak();
const REPORTS = [
  {
    ...LEAK,
    findings: [...LEAK.findings.slice(1), samples.templateCache()],
    rounds: LEAK.rounds.slice(0, 3),
    timeline: [],
  },
  { ...samples.failedLoad(), rounds: [], timeline: [], classGrowth: [] },
  { ...COMPARED, findings: COMPARED.findings.slice(1), rounds: [], timeline: [], classGrowth: [] },
];

const HARMLESS = REPORTS.map((report) => {
  const text = renderSummary(withName(report, 'harmless'));
  return { report, harmless: { tags: tagsOf(toHtml(text)), mermaid: mermaidOf(text) } };
});

describe('no name can act', () => {
  test('the list is long enough to mean something, and holds nothing twice', () => {
    expect(HOSTILE_NAMES.length).toBeGreaterThanOrEqual(200);
    expect(new Set(HOSTILE_NAMES).size).toBe(HOSTILE_NAMES.length);
  });

  test.each(HOSTILE_NAMES.map((name) => [JSON.stringify(name).slice(0, 60), name]))(
    'in the job summary: %s',
    (_, name) => {
      for (const { report, harmless } of HARMLESS) {
        const text = renderSummary(withName(report, name));
        const html = toHtml(text);
        expect(tagsOf(html)).toEqual(harmless.tags);
        expect(proseOf(html)).not.toMatch(ACTS_ON_GITHUB);
        expect(text).not.toMatch(ACTS_UNSEEN);
        expect(text).not.toMatch(WORKFLOW_COMMAND);
        expect(mermaidOf(text)).toEqual(harmless.mermaid);
      }
    },
  );

  test.each(HOSTILE_NAMES.map((name) => [JSON.stringify(name).slice(0, 60), name]))('on a terminal: %s', (_, name) => {
    for (const report of REPORTS) {
      const plain = renderTerminal(withName(report, name), { color: false, columns: 60 });
      const painted = renderTerminal(withName(report, name), { color: true, columns: 60 });
      expect(plain).not.toMatch(ACTS_UNSEEN);
      expect(plain).not.toMatch(WORKFLOW_COMMAND);
      // Only the codes that this project writes, and without them the same text.
      const unpainted = painted.replaceAll(/\u001b\[(?:1|22|31|32|33|39)m/gu, '');
      expect(unpainted).toBe(plain);
    }
  });

  test.each(HOSTILE_NAMES.map((name) => [JSON.stringify(name).slice(0, 60), name]))(
    'in annotations and the title: %s',
    (_, name) => {
      for (const report of REPORTS) {
        const hostile = withName(report, name);
        for (const text of [hostile.title, ...annotationTexts(hostile)]) {
          expect(text).not.toMatch(/\n/u);
          expect(text).not.toMatch(ACTS_UNSEEN);
          expect(text).not.toMatch(WORKFLOW_COMMAND);
          expect(text.length).toBeLessThanOrEqual(4096);
        }
      }
    },
  );

  test('a title from a foreign report acts no more than a name does', () => {
    const report = { ...samples.serviceExited(), service: samples.reportOf({}).service };
    const harmless = tagsOf(toHtml(renderSummary(report)));
    for (const name of HOSTILE_NAMES) {
      const html = toHtml(renderSummary({ ...report, title: `x${name}` }));
      expect(tagsOf(html)).toEqual(harmless);
      expect(proseOf(html)).not.toMatch(ACTS_ON_GITHUB);
    }
  });
});

function annotationTexts(report: LeakReport): string[] {
  const { annotations } = toAnnotations(report, { limit: 10 });
  return annotations.flatMap(({ title, message, file }) => [title, message, file ?? '']);
}

describe('any mix of signs', () => {
  const signs = [
    '`',
    '``',
    '|',
    '\\',
    '<',
    '>',
    '</',
    '[',
    '](',
    ')',
    '!',
    '*',
    '**',
    '_',
    '~~',
    '@',
    '#',
    '1',
    '.',
    '\n',
    '://',
    'www.',
    ' ',
    'a',
    'b c',
    '&',
    ';',
    ':',
    '$',
    '-',
    '+',
    '=',
    '"',
    "'",
    '\u202e',
    '\u001b[',
  ];
  const mix = fc.array(fc.constantFrom(...signs), { maxLength: 12 }).map((parts) => parts.join(''));
  const parameters = { seed: 20261123, numRuns: 800 };

  test('stays in its sentence', () => {
    fc.assert(
      fc.property(mix, (text) => {
        const html = toHtml(`before\n\n${markdownSentence(text)}\n\nafter`);
        expect(tagsOf(html).filter((tag) => !/^<\/?p>$/u.test(tag))).toEqual([]);
        expect(proseOf(html)).not.toMatch(ACTS_ON_GITHUB);
      }),
      parameters,
    );
  });

  test('stays in its table cell, as sentence and as name', () => {
    fc.assert(
      fc.property(mix, mix, (sentence, name) => {
        const row = `| ${markdownCell(sentence)} | ${markdownCell(quoteName(name))} |`;
        const harmless = '| a | `b` |';
        const table = (line: string) => toHtml(`| x | y |\n| --- | --- |\n${line}\n\nafter`);
        expect(tagsOf(table(row))).toEqual(tagsOf(table(harmless)));
        expect(proseOf(table(row))).not.toMatch(ACTS_ON_GITHUB);
      }),
      parameters,
    );
  });

  test('stays in its block', () => {
    fc.assert(
      fc.property(fc.array(mix, { minLength: 1, maxLength: 4 }), (lines) => {
        const html = toHtml(`${markdownBlock(lines)}\n\nafter`);
        expect(tagsOf(html)).toEqual(['<pre>', '</pre>', '<p>', '</p>']);
      }),
      parameters,
    );
  });

  test('shows what it shows: a name in code reads as the visible name', () => {
    fc.assert(
      fc.property(mix, (name) => {
        const shown = toHtml(`| x |\n| --- |\n| ${markdownCell(quoteName(name))} |`).split('<tbody>')[1]!;
        const text = shown
          .replace(/<[^>]*>/gu, '')
          .replace(/&lt;/gu, '<')
          .replace(/&gt;/gu, '>')
          .replace(/&quot;/gu, '"')
          .replace(/&amp;/gu, '&');
        const expected = visible(name).replaceAll('`', "'").replaceAll('\\|', '\\¦');
        expect(text.trim()).toBe(expected === '' ? '(no name)' : expected.trim());
      }),
      parameters,
    );
  });
});
