import { isMap, isSeq, parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import { GateError } from '../errors.ts';
import type { AcceptedLeak } from '../policy/accepted-leak.ts';

/**
 * The text of a configuration file with an entry added to `accepted`, or with the one of the same signature replaced; comments and
 * everything else stay. `fileName` is how messages name it. BAD_OPTIONS where the text is none that an entry can be added to.
 */
export function withAccepted(text: string, entry: AcceptedLeak, fileName: string): string {
  const document = parseDocument(text);
  const refuse = (what: string): GateError =>
    new GateError('BAD_OPTIONS', `${fileName} ${what}, so nothing can be added to it.`, {
      hint: 'Correct the file first.',
    });
  if (document.errors.length > 0) throw refuse(`is no valid YAML (${document.errors[0]!.message.split('\n')[0]})`);
  if (document.contents !== null && !isMap(document.contents)) throw refuse('holds no keys and values');
  const { maxGrowthPerRequest: most, ...texts } = entry;
  const node = document.createNode(most === undefined ? texts : { ...texts, 'max-growth-per-request': `${most}B` });
  const list = document.get('accepted');
  if (list === undefined || list === null) {
    const made = new YAMLSeq();
    made.add(node);
    document.set('accepted', made);
    return String(document);
  }
  if (!isSeq(list)) throw refuse('has an accepted that is no list');
  const at = list.items.findIndex((item) => signatureOf(item) === entry.signature);
  if (at < 0) list.items.push(node);
  else list.items[at] = node;
  return String(document);
}

function signatureOf(item: unknown): unknown {
  return item instanceof YAMLMap ? item.get('signature') : undefined;
}
