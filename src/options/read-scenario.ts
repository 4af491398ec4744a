import { isMap, type YAMLMap } from 'yaml';
import { exchangesOf, nothingAround, type Scenario, type ScenarioRequest } from '../load/scenario.ts';
import { quoted } from './bad-options.ts';
import type { Problem } from './raw-options.ts';
import { readName } from './read-address.ts';
import { kindOfStep, readExchange, readSteps } from './read-step.ts';
import { keysOf } from './scenario-fields.ts';
import { type ScenarioSurroundings, StepReading } from './step-reading.ts';
import { parseYaml, type YamlText } from './yaml-positions.ts';
import { YamlReader } from './yaml-reader.ts';

/** Seed of the request sequence unless a scenario names another: every run sends the same requests. */
export const defaultSeed = 1;

export interface ReadScenario {
  /** null when there are problems. */
  readonly scenario: Scenario | null;
  readonly problems: readonly Problem[];
}

/** A scenario file (YAML or JSON) as a Scenario, or every problem in it with its line and column. */
export function readScenario(text: string, fileName: string, surroundings: ScenarioSurroundings): ReadScenario {
  const yaml = parseYaml(text, fileName);
  if (yaml.problems.length > 0) return { scenario: null, problems: yaml.problems };
  return readScenarioNode(yaml, yaml.document.contents, surroundings);
}

/** The same from a mapping within a YAML document. */
export function readScenarioNode(yaml: YamlText, root: unknown, surroundings: ScenarioSurroundings): ReadScenario {
  const reader = new YamlReader(yaml);
  if (!isMap(root)) {
    reader.fail(root, '', "a key 'requests' with a list of requests");
    return { scenario: null, problems: reader.problems };
  }
  reader.checkKeys(root, keysOf('scenario'));
  const seed = reader.count(root, 'seed', [0, Number.MAX_SAFE_INTEGER]) ?? defaultSeed;
  const corpus = reader.count(root, 'corpus', [1, 1_000_000]) ?? null;
  const everyone = new StepReading(reader, surroundings, []);
  const setUp = readSteps(root, 'set-up', everyone);
  const user = everyone.fork();
  const logIn = readSteps(root, 'log-in', user);
  const requests = readRequests(root, user);
  const logOut = readSteps(root, 'log-out', user);
  const cleanUp = readSteps(root, 'clean-up', everyone);
  const { problems } = reader;
  if (problems.length > 0) return { scenario: null, problems };
  const around = { ...nothingAround, setUp, logIn, logOut, cleanUp };
  const hasAround = Object.values(around).some((steps) => steps.length > 0);
  return {
    scenario: { requests, seed, ...(corpus !== null && { corpus }), ...(hasAround && { around }) },
    problems,
  };
}

function readRequests(root: YAMLMap, user: StepReading): ScenarioRequest[] {
  const { reader } = user;
  const expected = "a key 'requests' with a list of at least one request";
  const list = reader.list(root, 'requests', expected);
  if (!reader.has(root, 'requests')) reader.fail(root, '', expected);
  const requests: ScenarioRequest[] = [];
  for (const item of list === undefined ? [] : reader.items(list)) {
    const request = readRequest(item, user.fork());
    if (request === null) continue;
    const isTaken = (name: string): boolean => requests.some((other) => other.name === name);
    if (isMap(item) && !reader.has(item, 'name')) requests.push({ ...request, name: freeName(request.name, isTaken) });
    else {
      if (isTaken(request.name))
        reader.fail(item, `a second request named ${quoted(request.name)}`, "a 'name' of its own for each request");
      requests.push(request);
    }
  }
  return requests;
}

/** Requests without a name of their own that go to one address are numbered: each is counted in a row of its own. */
function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let times = 2; isTaken(free); times++) free = `${name} (${times})`;
  return free;
}

function readRequest(item: unknown, reading: StepReading): ScenarioRequest | null {
  const { reader } = reading;
  if (!isMap(item)) return reader.fail(item, 'a request', "keys and values, at least 'path: /…'");
  const kind = kindOfStep(item, ['http', 'flow', 'websocket', 'events'], reading);
  if (kind === null || kind === 'think' || kind === 'close') return null;
  reader.checkKeys(item, keysOf(kind));
  const weight = reader.count(item, 'weight', [1, 1000]) ?? 1;
  const rate = reader.parsed(item, 'rate', parseRate, 'a number of requests per second above 0');
  const share = { weight, ...(rate !== undefined && { rate }) };
  if (kind === 'flow') return readFlow(item, share, reading);
  for (const key of ['save', 'keep-as'].filter((each) => reader.has(item, each)))
    reader.fail(
      reader.keyNode(item, key),
      `'${key}' at a request of its own`,
      `'${key}' at a step of a flow ('steps'), where later steps can use it`,
    );
  const exchange = readExchange(item, kind, reading);
  return exchange === null ? null : { ...exchange, ...share };
}

function readFlow(
  item: YAMLMap,
  share: { weight: number; rate?: number },
  reading: StepReading,
): ScenarioRequest | null {
  const { reader } = reading;
  if (!reader.has(item, 'name')) reader.fail(item, "a flow without a 'name'", "'name: checkout', as reports show it");
  const name = readName(item, 'flow', reading);
  const steps = readSteps(item, 'steps', reading);
  if (steps.length > 0 && exchangesOf(steps).length === 0)
    return reader.fail(
      reader.node(item, 'steps'),
      'a flow without requests',
      "at least one step with 'path', 'websocket' or 'events'",
    );
  return { kind: 'flow', name, steps, ...share };
}

function parseRate(text: string): number | null {
  const rate = Number(text);
  return text.trim() !== '' && Number.isFinite(rate) && rate > 0 ? rate : null;
}
