import { expect, test } from 'vitest';
import type { GrowthMode } from '../../src/growth/finding.ts';
import { adviceFor } from '../../src/report/advice.ts';
import { growthText } from '../../src/report/growth-text.ts';
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

test('a promise that lives on is not to be settled by a timeout: nobody is to wait for it in every request', () => {
  const shutdown = { growthMode: 'pending-promise', ownerName: 'shutdown', content: 'PromiseReaction' } as const;
  expect(adviceFor(sessionsFinding(shutdown))).toMatch(
    /^Wait for a promise that ends with the request, .*`shutdown` stays/u,
  );
  expect(growthText(sessionsFinding({ ...shutdown, objectsPerRequest: 1 }))).toMatch(/^1 callback \(/u);
  expect(growthText(sessionsFinding({ ...shutdown, content: 'function', objectsPerRequest: 1 }))).toMatch(
    /^1 promise \(/u,
  );
});

test('where a package inserts, the advice is about the call of it, for nobody edits that line', () => {
  const advice = adviceFor(
    sessionsFinding({
      growthPackage: { name: 'map-cache', version: '0.2.2' },
      growthSite: { file: 'node_modules/map-cache/index.js', line: 47, column: 24, inRepository: false },
      growthStack: [
        {
          functionName: 'set',
          position: { file: 'node_modules/map-cache/index.js', line: 47, column: 24, inRepository: false },
        },
        { functionName: 'match', position: { file: 'src/match.ts', line: 8, column: 3, inRepository: true } },
      ],
    }),
  );
  expect(advice).toMatch(
    /^map-cache 0\.2\.2 adds it when called from src\/match\.ts:8, and nothing was seen to remove it: take it back /u,
  );
  expect(advice).not.toContain('Delete the entry');
});

test('who subscribes is the one to unsubscribe, not the package whose method it calls', () => {
  const position = { file: 'src/app.service.ts', line: 33, column: 5, inRepository: true };
  const advice = adviceFor(
    sessionsFinding({
      growthMode: 'listener-accumulation',
      growthPackage: { name: 'rxjs', version: '7.8.1' },
      growthStack: [{ functionName: 'show', position }],
    }),
  );
  expect(advice).toMatch(/^src\/app\.service\.ts:33 subscribes by rxjs and nothing takes it back: end it when /u);
});

test('a call that was to remove and found nothing is what to mend, whoever adds', () => {
  const growthRemoval = {
    position: { file: 'src/events.ts', line: 259, column: 9, inRepository: true },
    statement: 'bus.removeListener(channel, reply.sse)',
    calls: 12,
    isBesideGrowth: true,
  };
  for (const growthPackage of [null, { name: 'map-cache', version: '0.2.2' }])
    expect(adviceFor(sessionsFinding({ growthRemoval, growthPackage }))).toBe(
      'Mend src/events.ts:259 (`bus.removeListener(channel, reply.sse)`): it was called 12 times while this grew and found nothing to remove, so it names another key or listener than src/store.ts:41 adds.',
    );
});

test('a call for which other code than the adding one is responsible may be there for something else', () => {
  const growthRemoval = {
    position: { file: 'src/views.ts', line: 17, column: 9, inRepository: true },
    statement: 'views.delete(id)',
    calls: 12,
    isBesideGrowth: false,
  };
  const advice = adviceFor(sessionsFinding({ growthRemoval }));
  expect(advice).toMatch(
    /^See whether src\/views\.ts:17 \(`views\.delete\(id\)`\) is to take back what src\/store\.ts:41 adds: it was called 12 times /u,
  );
  expect(advice).toContain(`if not: ${adviceFor(sessionsFinding({}))}`);
});

test('no call is made up where no frame of the repository is on the stack: the place is then where something is declared', () => {
  const advice = adviceFor(
    sessionsFinding({
      growthPackage: { name: 'map-cache', version: '0.2.2' },
      growthStack: [],
      place: { file: 'src/match.ts', line: 1, column: 7, inRepository: true },
    }),
  );
  expect(advice).toMatch(/^map-cache 0\.2\.2 adds it when called, and nothing was seen to remove it: /u);
});
