import { expect, it } from 'vitest';
import { type Progress, tellOfBase } from '../src/progress.ts';

it('marks what a base does and prints as its own, and tells nothing of its output once it serves', () => {
  const told: Progress[] = [];
  let serving = 0;
  const on = tellOfBase(
    (event) => told.push(event),
    () => serving++,
  );
  on({ kind: 'started', command: 'node server.js', url: 'http://127.0.0.1:3000/' });
  on({ kind: 'phase-started', phase: 'boot', detail: 'node server.js' });
  for (const text of ['Error: no con', 'fig\n\n  at load', '\n']) on({ kind: 'service-output', text });
  on({ kind: 'phase-done', phase: 'boot', detail: 'up', seconds: 1 });
  on({ kind: 'service-output', text: 'a request\n' });
  expect(serving).toBe(1);
  expect(told.map((event) => (event.kind === 'service-output' ? event.text : event.kind))).toEqual([
    'phase-started',
    'base: Error: no con',
    'fig\n\nbase:   at load',
    '\n',
    'phase-done',
  ]);
  expect(told[0]).toMatchObject({ detail: 'base: node server.js' });
});
