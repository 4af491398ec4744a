import { describe, expect, test } from 'vitest';
import { renderTerminal } from '../../src/report/render-terminal.ts';
import * as samples from './sample-reports.ts';

describe('the report on a terminal', () => {
  test('holds no escape code without colour', () => {
    expect(renderTerminal(samples.mapLeak(), { color: false, columns: 80 })).not.toContain('\u001b');
  });

  test.each([
    ['leak', samples.mapLeak(), '\u001b[31m'],
    ['pass', samples.reportOf({}), '\u001b[32m'],
    ['inconclusive', samples.failedLoad(), '\u001b[33m'],
  ])('colours the verdict: %s', (_, report, code) => {
    expect(renderTerminal(report, { color: true, columns: 80 }).startsWith(code)).toBe(true);
  });

  test('colours what grows in the retainer path, and nothing else of it', () => {
    const lines = renderTerminal(samples.mapLeak(), { color: true, columns: 80 }).split('\n');
    const line = (text: string) => lines.find((candidate) => candidate.includes(text))!;
    expect(line('.sessions : Map')).toContain('\u001b[31m');
    expect(line('closure variable store')).not.toContain('\u001b');
  });

  test.each([40, 60, 100])('wraps sentences at %i columns and tears no word', (columns) => {
    const wide = renderTerminal(samples.failedLoad(), { color: false, columns: 120 });
    const narrow = renderTerminal(samples.failedLoad(), { color: false, columns });
    const sentences = narrow.split('\n').filter((line) => !line.startsWith('  '));
    for (const line of sentences) expect(Array.from(line).length).toBeLessThanOrEqual(columns);
    expect(narrow.split(/\s+/u)).toEqual(wide.split(/\s+/u));
  });

  test('aligns the columns of a table', () => {
    const lines = renderTerminal(samples.mapLeak(), { color: false, columns: 80 }).split('\n');
    const ends = lines.filter((line) => /^ {2}(round \d|idle)/u.test(line)).map((line) => line.length);
    expect(new Set(ends).size).toBe(1);
    expect(ends).toHaveLength(6);
  });

  test('does not say twice that listeners grow, where nothing but these names their emitter', () => {
    const report = samples.listenerLeak();
    const [finding] = report.findings;
    const unnamed = { ...finding!, ownerName: null, owner: "Listeners for 'connect' of Socket" };
    const text = renderTerminal({ ...report, findings: [unnamed] }, { color: false, columns: 120 });
    expect(text).toMatch(/^listeners for 'connect' of Socket +1\.000/m);
  });

  test('names what is only in report.json', () => {
    expect(renderTerminal(samples.mapLeak(), { color: false, columns: 200 })).toContain(
      'In report.json: Where it was allocated, Memory timeline, Load completed, Checks and limits, Growth per class.',
    );
  });
});
