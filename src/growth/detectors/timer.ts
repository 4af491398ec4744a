import { adderOf, type Detector } from './detector.ts';

const TIMER = /^(Timeout|Immediate)$/;

/** Timers that are never cleared, or whose time comes too late; see timer.md. */
export const timer: Detector = {
  mode: 'timer',
  nouns: ['timer', 'timers'],
  detects: ({ content, containerKind }) => TIMER.test(content) || containerKind === 'timer list',
  advice: (subject) =>
    `Call \`clearInterval\` or \`clearTimeout\` when the request ends, or share one timer between requests: nothing stops what ${adderOf(subject)} starts.`,
};
