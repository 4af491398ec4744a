import type { Finding, GrowthMode } from '../growth/finding.ts';
import { quoteName } from './escape.ts';
import { placeText } from './growth-text.ts';

type Subject = Pick<Finding, 'growthMode' | 'ownerName' | 'growthSite'>;

/** What to do about a growth, one concrete sentence. */
export function adviceFor(finding: Subject): string {
  return ADVICE[finding.growthMode](finding);
}

const ADVICE: Readonly<Record<GrowthMode, (finding: Subject) => string>> = {
  'growing-collection': (finding) =>
    `Delete the entry once it is no longer needed, or give ${nameOf(finding, 'the collection')} a maximum size or an expiry: nothing removes what ${adderOf(finding)} adds.`,
  'listener-accumulation': (finding) =>
    `Register the listener once at start-up, or remove it when the request ends (\`off\`, \`{ once: true }\`, or an \`AbortSignal\`): nothing removes what ${adderOf(finding)} adds.`,
  'closure-chain': () =>
    'Store the values that a later call needs instead of the previous function: each new function keeps the one before it and all its variables.',
  timer: (finding) =>
    `Call \`clearInterval\` or \`clearTimeout\` when the request ends, or share one timer between requests: nothing stops what ${adderOf(finding)} starts.`,
  'pending-promise': () =>
    'Let every promise settle, by a timeout or an `AbortSignal` on what it waits for: until then it keeps everything that awaits it.',
  'pinned-backing-store': (finding) =>
    `Copy the small part that ${nameOf(finding, 'the holder')} keeps (\`Buffer.from(view)\`), so that the large buffer or string behind it can be freed.`,
  'growing-string': (finding) =>
    `Write ${nameOf(finding, 'the text')} out or cut it at a maximum length instead of appending to it on every request.`,
  'file-descriptor': () =>
    'Close what the request opens on every way out, errors and aborted uploads included (`pipeline`, `stream.destroy()`, `handle.close()` in a `finally`).',
  'off-heap': () =>
    'Free or bound what the request holds outside the JavaScript heap: Buffers, ArrayBuffers, WebAssembly memory, native add-ons.',
  'growing-objects': (finding) =>
    `Drop the reference by which ${nameOf(finding, 'its holder')} keeps each new object after the request has ended, or overwrite it instead of adding to it.`,
};

function nameOf(finding: Subject, otherwise: string): string {
  return finding.ownerName === null ? otherwise : quoteName(finding.ownerName);
}

function adderOf(finding: Subject): string {
  return finding.growthSite === null ? 'each request' : placeText(finding.growthSite);
}
