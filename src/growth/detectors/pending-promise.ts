import { TABLE_OF_V8 } from '../special-owners.ts';
import { type Detector, isHeldByNode } from './detector.ts';
import { isCollection } from './growing-collection.ts';

const PENDING =
  /^(Promise|PromiseReaction|AsyncGenerator.*|system \/ PromiseReaction|AsyncFunctionObject|JSAsyncFunctionObject)$/;
/** What `then`, `await` and `Promise.race` leave with a promise until it settles: one promise that lives on has them all. */
const REACTION = /(^|\/ )PromiseReaction$/;

/** Promises that never settle, and everything that awaits them; see pending-promise.md. */
export const pendingPromise: Detector = {
  mode: 'pending-promise',
  nouns: ['promise', 'promises'],
  nounsFor: (content) => (REACTION.test(content) ? ['callback', 'callbacks'] : null),
  detects: (shape) => {
    const { containerKind, content, contentLabels, references } = shape;
    if (isHeldByNode(shape) && containerKind !== TABLE_OF_V8) return false;
    const isAwaited = contentLabels.some((label) => PENDING.test(label));
    // Promises as values of a Map are a cache of answers; one that holds its answer has settled.
    if (content === 'Promise') return !/Map$|^Object$/.test(containerKind) && (isAwaited || contentLabels.length === 0);
    if (PENDING.test(content)) return true;
    // Functions in a list that would settle promises; objects that have promises are their collection's concern.
    const isEntry = isCollection(containerKind) || (containerKind === 'Object' && references[0] === '[key]');
    const isPlainObject = isEntry && !content.startsWith('function');
    return !isPlainObject && isAwaited;
  },
  advice: ({ owner, content }) =>
    content !== null && REACTION.test(content)
      ? `Wait for a promise that ends with the request, or listen in a way that can be taken back (an \`AbortSignal\` whose listener is removed): ${owner ?? 'the promise'} stays pending and keeps what every \`then\`, \`await\` and \`Promise.race\` of it adds.`
      : 'Let every promise settle, by a timeout or an `AbortSignal` on what it waits for: until then it keeps everything that awaits it.',
};
