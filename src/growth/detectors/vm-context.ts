import { type Detector, isHeldByNode } from './detector.ts';

/** Each growing object keeps about one context of its own. */
const CONTEXTS_EACH = 0.5;

/** V8 contexts that are kept, or kept alive by something that was made in them; see vm-context.md. */
export const vmContext: Detector = {
  mode: 'vm-context',
  nouns: ['context', 'contexts'],
  detects: (shape) => {
    const { content, contents } = shape;
    if (isHeldByNode(shape)) return content === 'context' || content === 'vm context';
    return contents !== null && contents.objects > 0 && contents.contexts >= CONTEXTS_EACH * contents.objects;
  },
  advice: ({ owner }) =>
    `Make one context at start-up and run all scripts in it, or keep only plain data of what they return${owner === null ? '' : ` in ${owner}`}: one function or object made in a context keeps the whole context and all its builtins.`,
};
