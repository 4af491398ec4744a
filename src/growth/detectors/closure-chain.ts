import { type Detector, isHeldByNode } from './detector.ts';

/** The scope of one function leads to the next function, and so on. */
const STEP = /^(variable |internal (previous|context))/;
const STEPS = 3;

/** Functions whose scopes keep the functions before them; see closure-chain.md. */
export const closureChain: Detector = {
  mode: 'closure-chain',
  nouns: ['function', 'functions'],
  detects: (shape) => {
    const { containerKind, references, content } = shape;
    const steps = references.filter((reference) => STEP.test(reference)).length;
    // The newest function may be the first of the chain, held by the function that was there before.
    const isHead = containerKind === 'function' && /^function\b/.test(content) && steps === references.length;
    return !isHeldByNode(shape) && (steps >= STEPS || isHead);
  },
  advice: () =>
    'Store the values that a later call needs instead of the previous function: each new function keeps the one before it and all its variables.',
};
