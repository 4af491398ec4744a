import { adderOf, type Detector } from './detector.ts';

const LISTENERS = /^\.(_events|<symbol kEvents>|<symbol events.*>)$/;
const LISTENING = /(^|\.)_?(listeners|observers|subscribers|subscriptions|currentObservers)_?$/i;

/** Listeners and subscribers that nobody removes; see listener-accumulation.md. */
export const listenerAccumulation: Detector = {
  mode: 'listener-accumulation',
  nouns: ['listener', 'listeners'],
  detects: ({ containerKind, containerName, references, content }) => {
    if (containerKind.startsWith('listeners ') || content === 'Listener') return true;
    if (references.some((reference) => LISTENERS.test(reference) || LISTENING.test(reference))) return true;
    if (/Signals$/.test(containerName ?? '') && /^(AbortSignal|EventTarget)$/.test(content)) return true;
    // Of a WeakRef the listener may long be gone; what piles up are the references.
    return LISTENING.test(containerName ?? '') && content !== 'WeakRef';
  },
  advice: (subject) =>
    `Register the listener once at start-up, or remove it when the request ends (\`off\`, \`{ once: true }\`, or an \`AbortSignal\`): nothing removes what ${adderOf(subject)} adds.`,
};
