import { type Detector, isHeldByNode } from './detector.ts';

/** The scope of one function leads to the next function, and so on. */
const STEP = /^(variable |internal (previous|context))/;
const STEPS = 3;

/** Functions whose scopes keep the functions before them; see closure-chain.md. */
export const closureChain: Detector = {
  mode: 'closure-chain',
  nouns: ['function', 'functions'],
  detects: (shape) =>
    !isHeldByNode(shape) && shape.references.filter((reference) => STEP.test(reference)).length >= STEPS,
  advice: () =>
    'Store the values that a later call needs instead of the previous function: each new function keeps the one before it and all its variables.',
};
