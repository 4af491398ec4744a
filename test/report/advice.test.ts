import { expect, test } from 'vitest';
import type { GrowthMode } from '../../src/growth/finding.ts';
import { adviceFor } from '../../src/report/advice.ts';
import { sessionsFinding } from './sample-reports.ts';

const MODES: Record<GrowthMode, true> = {
  'growing-collection': true,
  'listener-accumulation': true,
  'closure-chain': true,
  timer: true,
  'pending-promise': true,
  'pinned-backing-store': true,
  'growing-string': true,
  'duplicate-strings': true,
  'vm-context': true,
  'file-descriptor': true,
  'off-heap': true,
  'growing-objects': true,
};

test.each(Object.keys(MODES) as GrowthMode[])('%s has one sentence of advice of its own', (growthMode) => {
  const advice = adviceFor(sessionsFinding({ growthMode }));
  expect(advice).toMatch(/^[A-Z].*\.$/u);
  expect(advice).not.toMatch(/\. [A-Z]/u);
  const others = Object.keys(MODES).filter((mode) => mode !== growthMode) as GrowthMode[];
  expect(others.map((mode) => adviceFor(sessionsFinding({ growthMode: mode })))).not.toContain(advice);
});

test('advice names the container and the statement that adds to it', () => {
  expect(adviceFor(sessionsFinding())).toContain('`sessions`');
  expect(adviceFor(sessionsFinding())).toContain('what src/store.ts:41 adds');
});

test('advice without a name or a place still reads as a sentence', () => {
  const advice = adviceFor(sessionsFinding({ ownerName: null, growthSite: null }));
  expect(advice).toContain('give the collection a maximum size');
  expect(advice).toContain('what each request adds');
});
