import { isMap, type YAMLMap } from 'yaml';
import type { Exchange, Step } from '../load/scenario.ts';
import { quoted } from './bad-options.ts';
import { readHttp } from './read-http.ts';
import { readPause } from './read-manner.ts';
import { readEvents, readWebSocket } from './read-session.ts';
import { keysOf, type MappingName } from './scenario-fields.ts';
import type { StepReading } from './step-reading.ts';

/** What makes a mapping a step of each kind; the first that is there decides. */
const marks = [
  ['steps', 'flow'],
  ['websocket', 'websocket'],
  ['events', 'events'],
  ['think', 'think'],
  ['close', 'close'],
  ['path', 'http'],
  ['graphql', 'http'],
] as const satisfies readonly (readonly [string, MappingName])[];

export type StepKind = (typeof marks)[number][1];

/** What kind of step a mapping is, or null with a problem. `allowed`: the kinds that may stand here. */
export function kindOfStep(item: YAMLMap, allowed: readonly StepKind[], reading: StepReading): StepKind | null {
  const { reader } = reading;
  const mark = marks.find(([key]) => reader.has(item, key));
  const expected = marks
    .filter(([key, kind]) => allowed.includes(kind) && key !== 'graphql')
    .map(([key]) => `'${key}'`);
  if (mark === undefined)
    return reader.fail(item, 'a request without a path', `one of ${expected.join(', ')}, e.g. 'path: /'`);
  const [key, kind] = mark;
  if (allowed.includes(kind)) return kind;
  return reader.fail(reader.keyNode(item, key), `'${key}'`, `one of ${expected.join(', ')} in this place`);
}

/** Steps of one user in their order; what one saves, those after it may use. */
export function readSteps(map: YAMLMap, key: string, reading: StepReading): Step[] {
  const list = reading.reader.list(
    map,
    key,
    "a list of steps, each with 'path', 'websocket', 'events', 'think' or 'close'",
  );
  const steps = (list === undefined ? [] : reading.reader.items(list)).flatMap((item) => readStep(item, reading) ?? []);
  return withUniqueNames(steps);
}

function readStep(item: unknown, reading: StepReading): Step | null {
  const { reader } = reading;
  if (!isMap(item)) return reader.fail(item, 'a step', "keys and values, at least 'path: /…'");
  const kind = kindOfStep(item, ['http', 'websocket', 'events', 'think', 'close'], reading);
  if (kind === null || kind === 'flow') return null;
  const shared = ['weight', 'rate'];
  for (const key of shared.filter((each) => reader.has(item, each)))
    reader.fail(reader.keyNode(item, key), `'${key}' at a step`, `'${key}' at the whole flow`);
  reader.checkKeys(item, [...new Set([...keysOf(kind), ...shared])]);
  if (kind === 'think') {
    const ms = readPause(item, 'think', reading);
    return ms === undefined ? null : { kind, ms };
  }
  if (kind === 'close') return readClose(item, reading);
  return readExchange(item, kind, reading);
}

function readClose(item: YAMLMap, { reader, open }: StepReading): Step | null {
  const session = reader.text(item, 'close', 'the name of a session that is kept open');
  if (typeof session !== 'string') return null;
  if (open.delete(session)) return { kind: 'close', session };
  const known = open.size === 0 ? 'none is open here' : `open here: ${[...open].join(', ')}`;
  return reader.fail(
    reader.node(item, 'close'),
    `the session ${quoted(session)}`,
    `one that a step before keeps with 'keep-as' (${known})`,
  );
}

/** One exchange from a mapping whose keys have been checked; null when it has no usable path. */
export function readExchange(
  item: YAMLMap,
  kind: 'http' | 'websocket' | 'events',
  reading: StepReading,
): Exchange | null {
  switch (kind) {
    case 'http':
      return readHttp(item, reading);
    case 'websocket':
      return readWebSocket(item, reading);
    case 'events':
      return readEvents(item, reading);
  }
}

/** Exchanges of one flow that have the same name are numbered: each is counted in a row of its own. */
function withUniqueNames(steps: readonly Step[]): Step[] {
  const seen = new Map<string, number>();
  return steps.map((step) => {
    if (step.kind === 'think' || step.kind === 'close') return step;
    const times = (seen.get(step.name) ?? 0) + 1;
    seen.set(step.name, times);
    return times === 1 ? step : { ...step, name: `${step.name} (${times})` };
  });
}
