import { GateError } from '../errors.ts';
import { copiedShareOf } from '../growth/content-facts.ts';
import type { GrowthDescription } from '../growth/describe-growth.ts';
import type { Holdings } from '../growth/detectors/detector.ts';
import type { InspectorSession } from '../inspector/inspector-session.ts';

/** Looking an object up by its id costs V8 a walk over the heap. */
const MEMBERS_ASKED = 3;
/** Memory of buffers or of array tables below this share of the growth cannot make it a pinned backing store. */
const WORTH_ASKING = 0.3;

/** How much of what it keeps a growing object shows; own data properties and entries only, no getter is called. */
const READ_HOLDINGS = `function () {
  const seen = new Set();
  let views = 0, viewBytes = 0, slots = 0, usedSlots = 0;
  const visit = (value, depth) => {
    if (typeof value !== 'object' || value === null || seen.has(value) || seen.size >= 300) return;
    seen.add(value);
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) { views++; viewBytes += value.byteLength; return; }
    if (Array.isArray(value)) {
      const looked = Math.min(value.length, 2000);
      let used = 0;
      for (let i = 0; i < looked; i++) if (Object.hasOwn(value, i) && value[i] !== undefined && value[i] !== null) used++;
      slots += value.length;
      usedSlots += looked === 0 ? 0 : Math.round(used * value.length / looked);
    }
    if (depth === 3) return;
    if (value instanceof Map) { for (const [key, each] of value) { visit(key, depth + 1); visit(each, depth + 1); if (seen.size >= 300) return; } return; }
    if (value instanceof Set) { for (const each of value) { visit(each, depth + 1); if (seen.size >= 300) return; } return; }
    for (const key of Reflect.ownKeys(value).slice(0, 300)) {
      const property = Object.getOwnPropertyDescriptor(value, key);
      if (property !== undefined && 'value' in property) visit(property.value, depth + 1);
    }
  };
  visit(this, 0);
  return { views, viewBytes, slots, usedSlots };
}`;

interface Answer {
  readonly views: number;
  readonly viewBytes: number;
  readonly slots: number;
  readonly usedSlots: number;
}

/** Asks a few growing objects what they hold, where that can tell how they grow; null where no path leads to them. */
export async function readHoldings(
  session: Pick<InspectorSession, 'callOnHeapObject'>,
  { memberIds, contents }: GrowthDescription,
): Promise<Holdings | null> {
  if (contents === null) return null;
  const copiedShare = copiedShareOf(contents);
  const answers: Answer[] = [];
  const isWorthAsking = contents.bufferBytes + contents.elementBytes >= WORTH_ASKING * contents.bytes;
  for (const nodeId of isWorthAsking ? memberIds.slice(0, MEMBERS_ASKED) : []) {
    const answer = await askMember(session, nodeId);
    if (answer !== null) answers.push(answer);
  }
  if (answers.length === 0) return { viewBytes: null, slots: 0, usedSlots: 0, copiedShare };
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / answers.length;
  return {
    viewBytes: answers.some(({ views }) => views > 0) ? mean(answers.map(({ viewBytes }) => viewBytes)) : null,
    slots: mean(answers.map(({ slots }) => slots)),
    usedSlots: mean(answers.map(({ usedSlots }) => usedSlots)),
    copiedShare,
  };
}

/** null for what was collected since the snapshot and for what V8 does not hand out (functions' scopes). */
async function askMember(session: Pick<InspectorSession, 'callOnHeapObject'>, nodeId: number): Promise<Answer | null> {
  try {
    return await session.callOnHeapObject<Answer>(nodeId, READ_HOLDINGS);
  } catch (thrown) {
    if (thrown instanceof GateError && thrown.code === 'INSPECTOR_FAILED') return null;
    throw thrown;
  }
}
