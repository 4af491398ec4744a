import { expect, it } from 'vitest';
import { type RunAfterFix, verifyFix } from '../../src/verdict/verify-fix.ts';
import { sessionsFinding } from '../report/sample-reports.ts';

const before = sessionsFinding();

/** A run that sent enough of everything and found nothing. */
const clean = (changes: Partial<RunAfterFix> = {}): RunAfterFix => ({
  findings: [],
  conclusion: 'pass',
  doubt: '',
  oneObjectPerRequests: 80,
  sent: new Map([[before.request ?? '', 3000]]),
  ...changes,
});

const stateOf = (run: RunAfterFix, finding = before) => verifyFix([finding], run).results[0]!;

it('is fixed when a run that would have seen it finds nothing', () => {
  expect(stateOf(clean()).state).toBe('fixed');
});

it('is fixed when it grows and then stops', () => {
  const now = sessionsFinding({ status: 'plateau', because: 'it stops at 100' });
  expect(stateOf(clean({ findings: [now] }))).toMatchObject({ state: 'fixed', because: 'it stops at 100' });
});

it('is still leaking at its new rate when the same signature leaks', () => {
  const now = sessionsFinding({ objectsPerRequest: 0.1 });
  expect(stateOf(clean({ findings: [now], conclusion: 'leak' }))).toMatchObject({ state: 'leaking', now });
});

it('is still leaking when only its file has moved', () => {
  const now = sessionsFinding({ signature: 'growing-collection | Map sessions @ lib/moved.ts | Session' });
  expect(stateOf(clean({ findings: [now], conclusion: 'leak' })).state).toBe('leaking');
});

it.each<[string, Partial<RunAfterFix>]>([
  ['the run has no verdict', { conclusion: 'inconclusive', doubt: 'too many requests failed' }],
  ['nothing was judged', { oneObjectPerRequests: null }],
  ['its request was not sent', { sent: new Map() }],
  ['the same growth is undecided now', { findings: [sessionsFinding({ status: 'undecided' })] }],
])('is undecided when %s', (_, changes) => {
  expect(stateOf(clean(changes)).state).toBe('undecided');
});

it('is undecided when the run would not have seen a growth as slow as it was', () => {
  const rare = sessionsFinding({ objectsPerRequest: 1 / 500 });
  expect(stateOf(clean(), rare)).toMatchObject({
    state: 'undecided',
    because: 'it grew once in 500 requests, and this run would have seen one in 80',
  });
});

it('names leaks that the earlier report did not have', () => {
  const other = sessionsFinding({ signature: 'timer | timer list ? | Timeout', ownerName: null });
  expect(verifyFix([before], clean({ findings: [other], conclusion: 'leak' })).others).toEqual([other]);
});

it('asks for leaks only', () => {
  expect(verifyFix([sessionsFinding({ status: 'plateau' })], clean()).results).toEqual([]);
});

it('of two leaks of one name each is asked for by itself', () => {
  const one = sessionsFinding({ signature: 'growing-collection | Map openShop/sessions @ src/store.ts | Session' });
  const two = sessionsFinding({ signature: 'growing-collection | Map openStore/sessions @ src/store.ts | Session' });
  const { results, others } = verifyFix([one, two], clean({ findings: [one], conclusion: 'leak' }));
  expect(results.map(({ state }) => state)).toEqual(['leaking', 'fixed']);
  expect(others).toEqual([]);
});
