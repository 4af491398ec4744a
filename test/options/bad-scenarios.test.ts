import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeProblem } from '../../src/options/bad-options.ts';
import { readScenario } from '../../src/options/read-scenario.ts';
import { renderScenarioSchema } from '../../src/options/scenario-schema.ts';

const validate = new Ajv.default({ allowUnionTypes: true, strictRequired: false }).compile(
  JSON.parse(renderScenarioSchema()),
);

function read(text: string) {
  return readScenario(text, 's.yml', {
    expectStatus: [[200, 399]],
    readBytes: (path) => (path === 'photo.png' ? new Uint8Array([1]) : null),
    hasVariable: (name) => name === 'API_TOKEN',
  });
}

/** One request of a list, at line 2 and column 5 (its keys at 5, their values after them). */
function request(yaml: string): string {
  return `requests:\n  - ${yaml.split('\n').join('\n    ')}\n`;
}

/** One step of a flow that has a log-in before it, at line 5 and column 9. */
function step(yaml: string): string {
  const before = 'requests:\n  - name: flow\n    steps:\n      - { path: /log-in, save: { token: json.t } }\n';
  return `${before}      - ${yaml.split('\n').join('\n        ')}\n`;
}

interface Bad {
  readonly text: string;
  /** Place, and what was expected. */
  readonly at: string;
  readonly expected: RegExp;
  /** Whether the schema sees it as well, as an editor does. */
  readonly schema: boolean;
}

function bad(text: string, at: string, expected: RegExp, schema: 'editor' | 'reader'): Bad {
  return { text, at, expected, schema: schema === 'editor' };
}

/** Each is one mistake; where it stands; what the sentence must say; whether an editor with the schema marks it. */
const table: readonly Bad[] = [
  // The file
  bad('', 's.yml', /a key 'requests' with a list/, 'editor'),
  bad('- path: /\n', 's.yml:1:1', /a key 'requests'/, 'editor'),
  bad('just text\n', 's.yml:1:1', /a key 'requests'/, 'editor'),
  bad('requests:\n', 's.yml:1:10', /at least one request/, 'editor'),
  bad('requests: []\n', 's.yml:1:11', /is 'requests' with an empty list; .*at least one/, 'editor'),
  bad('requests: { path: / }\n', 's.yml:1:11', /is 'requests' with a mapping; .*list of at least one/, 'editor'),
  bad('seed: 3\n', 's.yml:1:1', /at least one request/, 'editor'),
  bad('requests: [\n', 's.yml:2:1', /valid YAML/, 'reader'),
  bad(
    'requests: [{ path: / }]\nrequests: [{ path: / }]\n',
    's.yml:2:1',
    /valid YAML: Map keys must be unique/,
    'reader',
  ),
  bad('requets: [{ path: / }]\n', 's.yml:1:1', /the key 'requets'.*did you mean requests\?/, 'editor'),
  bad('seed: -1\nrequests: [{ path: / }]\n', 's.yml:1:7', /'seed' with '-1'; expected a whole number/, 'editor'),
  bad('seed: now\nrequests: [{ path: / }]\n', 's.yml:1:7', /'seed' with 'now'/, 'editor'),
  bad('corpus: 0\nrequests: [{ path: / }]\n', 's.yml:1:9', /from 1 to 1000000/, 'editor'),
  bad('set-up: { path: / }\nrequests: [{ path: / }]\n', 's.yml:1:9', /a list of steps/, 'editor'),
  bad('pipelining: 4\nrequests: [{ path: / }]\n', 's.yml:1:1', /the amount per round is not exact/, 'editor'),
  bad('connections: 4\nrequests: [{ path: / }]\n', 's.yml:1:1', /it is an option, for leakgate\.yml/, 'editor'),
  // What a request is
  bad('requests:\n  - /a\n', 's.yml:2:5', /at least 'path: \/…'/, 'editor'),
  bad('requests:\n  -\n', 's.yml:2:4', /at least 'path/, 'editor'),
  bad(request('method: GET'), 's.yml:2:5', /one of 'steps', 'websocket', 'events', 'path'/, 'editor'),
  bad(request('think: 5s'), 's.yml:2:5', /one of .* in this place/, 'editor'),
  bad(request('close: chat'), 's.yml:2:5', /in this place/, 'editor'),
  bad(request('path: /a\nwieght: 2'), 's.yml:3:5', /did you mean weight\?/, 'editor'),
  bad(request('websocket: /a\nmethod: GET'), 's.yml:3:5', /the key 'method'/, 'editor'),
  bad(`${request('{ path: /a, name: x }')}  - { path: /b, name: x }\n`, 's.yml:3:5', /a 'name' of its own/, 'reader'),
  // Paths
  bad(request('path: login'), 's.yml:2:11', /a path that begins with '\/'/, 'editor'),
  bad(request('path: http://127.0.0.1:3000/login'), 's.yml:2:11', /the host comes from url/, 'editor'),
  bad(request('path: /a b'), 's.yml:2:11', /without spaces and #/, 'reader'),
  bad(request('path: /a#top'), 's.yml:2:11', /without spaces and #/, 'reader'),
  bad(request('path: 5'), 's.yml:2:11', /the path '5'/, 'editor'),
  bad(request('path:'), 's.yml:2:10', /the path/, 'editor'),
  // Placeholders
  bad(request("path: '/{{nope}}'"), 's.yml:2:11', /unknown template \{\{nope\}\}/, 'reader'),
  bad(request("path: '/{{randomBytes}}'"), 's.yml:2:11', /needs one number of bytes/, 'reader'),
  bad(request("path: '/{{pick}}'"), 's.yml:2:11', /needs words to pick from/, 'reader'),
  bad(request("path: '/{{env}}'"), 's.yml:2:11', /needs the name of one variable/, 'reader'),
  bad(request("path: '/{{env NO_SUCH}}'"), 's.yml:2:11', /NO_SUCH, which is not set/, 'reader'),
  bad(request("path: /\nmethod: POST\nbody: '{{id'"), 's.yml:4:11', /not closed/, 'reader'),
  bad(request('path: /\nmethod: POST\nbody: { user: {{id}} }'), 's.yml:4:19', /a placeholder in quotes/, 'reader'),
  bad(request("path: /\nheaders: { x: '{{uuidd}}' }"), 's.yml:3:19', /unknown template/, 'reader'),
  // Methods and bodies
  bad(request('path: /\nmethod: FETCH'), 's.yml:3:13', /one of GET, HEAD, POST/, 'editor'),
  bad(request('path: /\nmethod: GET\nbody: x'), 's.yml:3:13', /no body, or another method/, 'reader'),
  bad(request('path: /\nbody: 5'), 's.yml:3:11', /a text, or a mapping or list/, 'editor'),
  bad(
    request('path: /\nbody: x\nform: { a: b }'),
    's.yml:4:5',
    /given together with 'body'; expected one of/,
    'reader',
  ),
  bad(request('path: /\nbody-file: missing.bin'), 's.yml:3:16', /a file that can be read/, 'reader'),
  bad(request('path: /\nform: [a]'), 's.yml:3:11', /names and values of fields/, 'editor'),
  bad(request('path: /\nmultipart: { a: { file: missing.bin } }'), 's.yml:3:29', /a file that can be read/, 'reader'),
  bad(request('path: /\nmultipart: { a: { filename: x } }'), 's.yml:3:21', /either 'file' or 'content'/, 'editor'),
  bad(request('path: /\nmultipart: { a: { content: x, content-type: png } }'), 's.yml:3:49', /image\/png/, 'reader'),
  bad(request('path: /\nmultipart: { a: [1] }'), 's.yml:3:21', /a text, or a mapping with 'file'/, 'editor'),
  bad(request('path: /\nvariables: { a: 1 }'), 's.yml:3:5', /'variables' without 'graphql'/, 'reader'),
  bad(request('graphql: 5'), 's.yml:2:14', /a GraphQL document/, 'editor'),
  bad(request('graphql: "{ a }"\nvariables: [1]'), 's.yml:3:16', /names and values of variables/, 'editor'),
  // Headers
  bad(request('path: /\nheaders: [a]'), 's.yml:3:14', /names and values: 'accept: text\/html'/, 'editor'),
  bad(request('path: /\nheaders: { "a b": c }'), 's.yml:3:23', /a header name of letters/, 'reader'),
  bad(request('path: /\nheaders: { connection: close }'), 's.yml:3:28', /kept alive/, 'reader'),
  bad(request('path: /\nheaders: { A: 1, a: 2 }'), 's.yml:3:25', /each header once/, 'reader'),
  bad(request('path: /\nheaders: { a: [1] }'), 's.yml:3:19', /a text as its value/, 'editor'),
  // Shares
  bad(request('path: /\nweight: 0'), 's.yml:3:13', /a whole number from 1 to 1000/, 'editor'),
  bad(request('path: /\nweight: 1.5'), 's.yml:3:13', /a whole number/, 'editor'),
  bad(request('path: /\nweight: many'), 's.yml:3:13', /'weight' with 'many'/, 'editor'),
  bad(request('path: /\nrate: 0'), 's.yml:3:11', /above 0/, 'editor'),
  bad(request('path: /\nname: ""'), 's.yml:3:11', /a text on one line/, 'editor'),
  // Expectations
  bad(request('path: /\nexpect-status: 2xx'), 's.yml:3:20', /status codes from 100 to 599/, 'reader'),
  bad(request('path: /\nexpect-status: 299-200'), 's.yml:3:20', /such as 200-299,304/, 'reader'),
  bad(request('path: /\nexpect-body: 5'), 's.yml:3:18', /a text that must be contained/, 'editor'),
  bad(request('path: /\nexpect-body: { matches: "(" }'), 's.yml:3:29', /a valid JavaScript pattern/, 'reader'),
  bad(request('path: /\nexpect-body: { jsn: { a: 1 } }'), 's.yml:3:20', /did you mean json\?/, 'editor'),
  bad(
    request('path: /\nexpect-body: { json: { "a b": 1 } }'),
    's.yml:3:28',
    /a path such as user\.items\[0\]\.id/,
    'reader',
  ),
  bad(request('path: /\nmethod: HEAD\nexpect-body: x'), 's.yml:4:5', /an answer to HEAD has no body/, 'reader'),
  // Clients
  bad(request('path: /\nabort: never'), 's.yml:3:12', /while-sending, while-receiving, or a time/, 'editor'),
  bad(request('path: /\nabort: 5m'), 's.yml:3:12', /at most 60s/, 'reader'),
  bad(request('path: /\nabort: while-sending'), 's.yml:3:12', /a body of which a half can be sent/, 'reader'),
  bad(request('path: /\nabort: 5ms\nexpect-body: x'), 's.yml:4:5', /an aborted request has no answer/, 'reader'),
  bad(request('path: /\nbody: x\nabort: 5ms\nslow-read: 1s'), 's.yml:5:5', /together with 'abort'/, 'reader'),
  bad(request('path: /\nslow-send: 1s'), 's.yml:3:5', /a body that can be sent slowly/, 'reader'),
  bad(request('path: /\nslow-read: 5'), 's.yml:3:16', /200ms or 2s/, 'editor'),
  // Sessions
  bad(request('websocket: chat'), 's.yml:2:16', /begins with '\/'/, 'editor'),
  bad(request('websocket: /a\nexpect-messages: -1'), 's.yml:3:22', /a whole number from 0/, 'editor'),
  bad(request('websocket: /a\nending: later'), 's.yml:3:13', /close or abort/, 'editor'),
  bad(request('websocket: /a\nsend: [1]'), 's.yml:3:12', /a text, or a mapping/, 'editor'),
  bad(request('websocket: /a\nsend: [{ base64: 1! }]'), 's.yml:3:22', /bytes in base64/, 'reader'),
  bad(
    request('websocket: /a\nsend: [{ wait-for: { matches: ( } }]'),
    's.yml:3:35',
    /a valid JavaScript pattern/,
    'reader',
  ),
  bad(request('websocket: /a\nsubprotocol: a, b'), 's.yml:3:18', /without spaces and commas/, 'reader'),
  bad(request('events: /a\nexpect-messages: 0\nexpect-message: x'), 's.yml:4:5', /at least one message/, 'reader'),
  bad(request('events: /a\nkeep-as: feed'), 's.yml:3:5', /at a step of a flow/, 'reader'),
  // Flows
  bad(request('steps: [{ path: / }]'), 's.yml:2:5', /'name: checkout'/, 'reader'),
  bad(request('name: f\nsteps: []'), 's.yml:3:12', /a list of steps/, 'editor'),
  bad(request('name: f\nsteps: [{ think: 1s }]'), 's.yml:3:12', /at least one step with/, 'reader'),
  bad(request('path: /\nsave: { a: body }'), 's.yml:3:5', /at a step of a flow/, 'reader'),
  bad(step('/a'), 's.yml:5:9', /at least 'path/, 'editor'),
  bad(step('steps: []'), 's.yml:5:9', /in this place/, 'editor'),
  bad(step('path: /\nweight: 2'), 's.yml:6:9', /'weight' at the whole flow/, 'editor'),
  bad(step('think: soon'), 's.yml:5:16', /200ms or 2s, at most 60s/, 'editor'),
  bad(step('think: 2h'), 's.yml:5:16', /at most 60s/, 'reader'),
  bad(step('close: chat'), 's.yml:5:16', /none is open here/, 'reader'),
  bad(step("path: '/{{tokn}}'"), 's.yml:5:15', /has saved: \{\{token\}\}/, 'reader'),
  bad(
    step('path: /\nsave: { a: cookies.sid }'),
    's.yml:6:20',
    /json\.PATH, header\.NAME, cookie\.NAME, body or \/pattern\//,
    'reader',
  ),
  bad(step('path: /\nsave: { a: "/(/" }'), 's.yml:6:20', /a valid JavaScript pattern/, 'reader'),
  bad(step('path: /\nsave: { id: body }'), 's.yml:6:21', /other than id, seq, uuid/, 'reader'),
  bad(step('path: /\nsave: [a]'), 's.yml:6:15', /names and where their values come from/, 'editor'),
  bad(
    `set-up: [{ path: "/{{t}}", save: { t: body } }]\n${request('path: /')}`,
    's.yml:1:18',
    /unknown template/,
    'reader',
  ),
  bad(
    `${request("path: '/{{t}}'")}log-out: [{ path: /, save: { t: body } }]\n`,
    's.yml:2:11',
    /unknown template/,
    'reader',
  ),
];

describe('a bad scenario', () => {
  it('is one of sixty and more', () => expect(table.length).toBeGreaterThanOrEqual(60));

  it.each(table.map((row) => [row.text, row] as const))('is refused with its place: %j', (text, { at, expected }) => {
    const { scenario, problems } = read(text);
    expect(scenario).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map(describeProblem)[0]).toMatch(expected);
    expect(problems[0]!.option).toMatch(new RegExp(`^${at.replaceAll('.', '\\.')}(?::|$)`));
  });

  it.each(table.filter(({ schema }) => schema).map(({ text }) => text))('is marked by an editor: %j', (text) => {
    expect(validate(parse(text) ?? null)).toBe(false);
  });

  it('is refused with all of its problems at once', () => {
    const text = `seed: x
requests:
  - path: login
  - method: FETCH
    path: /a
    weight: 0
  - name: flow
    steps:
      - { path: "/{{token}}", abort: soon }
      - { clos: x }
`;
    expect(read(text).problems.map(({ option }) => option)).toEqual([
      's.yml:1:7',
      's.yml:3:11',
      's.yml:4:13',
      's.yml:6:13',
      's.yml:9:17',
      's.yml:9:38',
      's.yml:10:9',
    ]);
  });
});

describe('a good scenario', () => {
  it.each([
    'requests: [{ path: / }]',
    '{"$schema":"x","requests":[{"path":"/a?b={{pick x y}}","method":"post","body":["{{id}}"],"expect-status":201}]}',
    'requests: [{ path: /, headers: { a: 1 }, weight: 3, rate: 0.5, name: n, expect-body: { contains: a, matches: b, json: { a.b: 1 } } }]',
    'requests: [{ path: /, form: { a: 1 } }, { path: /b, multipart: { a: 1, b: { file: photo.png } } }, { path: /c, body-file: photo.png }]',
    'requests: [{ graphql: "{ a }", variables: { a: "{{uuid}}" }, operation: X, path: /gql }]',
    'requests: [{ path: /, body: x, abort: while-sending }, { path: /b, abort: 20 ms }, { path: /c, slow-read: 1s }]',
    'requests: [{ websocket: /, send: [a, { b: c }], expect-messages: 1, ending: abort, subprotocol: x }, { events: /e }]',
    `seed: 9
corpus: 100
set-up: [{ path: /t, save: { tenant: body } }]
log-in: [{ path: "/l/{{tenant}}", save: { token: cookie.sid } }]
requests:
  - name: f
    weight: 2
    steps:
      - { websocket: "/{{token}}", keep-as: chat }
      - { path: "/{{env API_TOKEN}}", save: { x: /a(.)/, y: header.X-Y } }
      - think: 1s
      - close: chat
      - { path: "/{{x}}/{{y}}" }
log-out: [{ path: "/o/{{token}}" }]
clean-up: [{ path: "/c/{{tenant}}" }]`,
  ])('is read, and valid by the schema: %s', (text) => {
    const { problems } = read(text);
    expect(problems.map(describeProblem)).toEqual([]);
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('may say a thing once with an anchor', () => {
    const { scenario } = read('requests:\n  - { path: /a, headers: &h { x: y } }\n  - { path: /b, headers: *h }\n');
    expect(scenario!.requests[1]).toMatchObject({ headers: { x: 'y' } });
  });
});
