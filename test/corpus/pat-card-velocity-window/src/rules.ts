import type { Event, SlidingWindow } from './window.js';

export interface Decision {
  readonly allow: boolean;
  readonly score: number;
  readonly reasons: readonly string[];
}

type Rule = (event: Event, window: SlidingWindow) => [number, string] | null;

const RISKY = new Set(['xx', 'yy']);

const rules: readonly Rule[] = [
  ({ cents }) => (cents > 200_000 ? [30, 'large amount'] : null),
  ({ country }) => (RISKY.has(country) ? [40, 'risky country'] : null),
  ({ card, at }, window) => {
    const count = window.countOf(card, at);
    return count > 5 ? [Math.min(60, count * 4), `${count} payments within the window`] : null;
  },
  ({ cents }) => (cents % 100_00 === 0 ? [5, 'round amount'] : null),
];

export function decide(event: Event, window: SlidingWindow): Decision {
  let score = 0;
  const reasons: string[] = [];
  for (const rule of rules) {
    const hit = rule(event, window);
    if (!hit) continue;
    score += hit[0];
    reasons.push(hit[1]);
  }
  return { allow: score < 50, score, reasons };
}
