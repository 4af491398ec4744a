import { type Detector, isHeldByNode } from './detector.ts';
import { isCollection } from './growing-collection.ts';

const PENDING =
  /^(Promise|PromiseReaction|AsyncGenerator.*|system \/ PromiseReaction|AsyncFunctionObject|JSAsyncFunctionObject)$/;

/** Promises that never settle, and everything that awaits them; see pending-promise.md. */
export const pendingPromise: Detector = {
  mode: 'pending-promise',
  nouns: ['promise', 'promises'],
  detects: (shape) => {
    const { containerKind, content, contentLabels } = shape;
    if (isHeldByNode(shape)) return false;
    // Promises as values of a Map are a cache of answers.
    if (PENDING.test(content)) return content !== 'Promise' || !/Map$|^Object$/.test(containerKind);
    // Functions in a list that would settle promises; objects that have promises are their collection's concern.
    const isPlainObject = isCollection(containerKind) && !content.startsWith('function');
    return !isPlainObject && contentLabels.some((label) => PENDING.test(label));
  },
  advice: () =>
    'Let every promise settle, by a timeout or an `AbortSignal` on what it waits for: until then it keeps everything that awaits it.',
};
