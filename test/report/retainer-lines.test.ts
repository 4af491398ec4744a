import { expect, test } from 'vitest';
import { retainerLines } from '../../src/report/retainer-lines.ts';
import { stackLines } from '../../src/report/stack-lines.ts';
import { SESSIONS_PATH, sessionsFinding } from './sample-reports.ts';

function textOf(finding = sessionsFinding(), maxSteps = 40): string[] {
  return retainerLines(finding, maxSteps).map(({ text }) => text);
}

function pathOf(length: number, container: number) {
  return Array.from({ length }, (_, index) => ({
    reference: index === 0 ? '' : `.p${index}`,
    name: `N${index}`,
    position: null,
    suspect: index >= container,
  }));
}

test('the container is underlined and says what emptying it would do', () => {
  const lines = textOf();
  const at = lines.findIndex((line) => line.includes('.sessions : Map'));
  expect(lines[at]).toMatch(/src\/store\.ts:9:3 {2}← stops growing here if emptied$/u);
  expect(lines[at + 1]!.indexOf('~')).toBe(lines[at]!.indexOf('.sessions'));
  expect(lines[at + 1]!.trim()).toHaveLength('.sessions'.length);
});

test('places stand in one column', () => {
  const columns = textOf()
    .filter((line) => /src\/\w+\.ts/u.test(line))
    .map((line) => line.indexOf('src/'));
  expect(columns).toHaveLength(3);
  expect(new Set(columns).size).toBe(1);
});

test('the last step tells how many there are and how large each is', () => {
  expect(textOf().at(-1)).toContain('[entry] : Session { user, token, createdAt } × 6,998, 412 B each');
});

test('only the growing part is marked', () => {
  const marked = retainerLines(sessionsFinding(), 40).filter((line) => line.suspect);
  expect(marked).toHaveLength(SESSIONS_PATH.filter((step) => step.suspect).length + 1);
});

test('a long path keeps its ends and its container, and counts what it leaves out', () => {
  const lines = textOf(sessionsFinding({ retainerPath: pathOf(100, 60) }), 9).join('\n');
  for (const kept of ['N0', 'N1', 'N58', 'N60', 'N62', 'N98', 'N99'])
    expect(lines).toMatch(new RegExp(`\\b${kept}\\b`, 'u'));
  expect(lines).not.toMatch(/\bN57\b|\bN63\b/u);
  expect(lines.match(/… \d+ steps/gu)).toEqual(['… 56 steps', '… 35 steps']);
});

test('a path that fits is shown whole', () => {
  expect(textOf(sessionsFinding({ retainerPath: pathOf(9, 4) }), 9).join('\n')).not.toContain('steps');
});

test('the stack shows the statement and the calls in the repository, and counts the others', () => {
  expect(stackLines(sessionsFinding(), 40).map(({ text }) => text)).toEqual([
    'SessionStore.create  src/store.ts:41:19',
    'login                src/routes/login.ts:22:30',
    '  … 2 more calls',
    '(anonymous)          src/app.ts:30:3',
    '  … 1 more call',
  ]);
});

test('a statement in a dependency is shown although it is outside the repository', () => {
  const growthStack = sessionsFinding().growthStack.slice(2);
  expect(stackLines({ growthStack }, 40)[0]!.text).toBe('Layer.handle  node_modules/router/lib/layer.js:152:17');
});
