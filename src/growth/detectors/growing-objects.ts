import type { Detector } from './detector.ts';

/** What no other detector knows: objects that pile up behind a plain reference, such as linked lists; see growing-objects.md. */
export const growingObjects: Detector = {
  mode: 'growing-objects',
  nouns: ['object', 'objects'],
  detects: () => true,
  advice: ({ owner }) =>
    `Drop the reference by which ${owner ?? 'its holder'} keeps each new object after the request has ended, or overwrite it instead of adding to it.`,
};
