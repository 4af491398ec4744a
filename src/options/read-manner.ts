import type { YAMLMap } from 'yaml';
import type { ClientManner } from '../load/scenario.ts';
import type { StepReading } from './step-reading.ts';
import { parseDuration } from './units.ts';

/** Longest pause or slowness of a client: a round must end. */
const longestPauseMs = 60_000;

/** How the client behaves: `abort`, `slow-send`, `slow-read`; null where none is given. */
export function readManner(item: YAMLMap, hasBody: boolean, reading: StepReading): ClientManner | null {
  const { reader } = reading;
  const given = ['abort', 'slow-send', 'slow-read'].filter((key) => reader.has(item, key));
  if (given.length === 0) return null;
  if (given[0] === 'abort' && given.length > 1)
    reader.fail(reader.keyNode(item, given[1]!), `'${given[1]}' together with 'abort'`, 'one of the two');
  if (given[0] === 'abort') return readAbort(item, hasBody, reading);
  const sendMs = readPause(item, 'slow-send', reading) ?? 0;
  const readMs = readPause(item, 'slow-read', reading) ?? 0;
  if (reader.has(item, 'slow-send') && !hasBody)
    reader.fail(reader.keyNode(item, 'slow-send'), "'slow-send' without a body", 'a body that can be sent slowly');
  return { kind: 'slow', sendMs, readMs };
}

function readAbort(item: YAMLMap, hasBody: boolean, { reader }: StepReading): ClientManner | null {
  const parse = (text: string): 'sending' | 'receiving' | { readonly afterMs: number } | null => {
    if (text === 'while-sending') return 'sending';
    if (text === 'while-receiving') return 'receiving';
    const afterMs = parseDuration(text);
    return afterMs === null || afterMs > longestPauseMs ? null : { afterMs };
  };
  const when = reader.parsed(
    item,
    'abort',
    parse,
    'while-sending, while-receiving, or a time of at most 60s such as 20ms',
  );
  if (when === undefined) return null;
  if (when === 'sending' && !hasBody)
    reader.fail(
      reader.node(item, 'abort'),
      "'abort: while-sending' without a body",
      'a body of which a half can be sent',
    );
  return { kind: 'abort', when };
}

/** A pause of a user or client, ms; undefined when the key is missing or it is none (with a problem). */
export function readPause(item: YAMLMap, key: string, { reader }: StepReading): number | undefined {
  const parse = (text: string): number | null => {
    const ms = parseDuration(text);
    return ms === null || ms > longestPauseMs ? null : ms;
  };
  return reader.parsed(item, key, parse, 'a time such as 200ms or 2s, at most 60s');
}
