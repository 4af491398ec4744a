import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LoadSummary, whyLoadIsUnusable } from '../../src/load/load-summary.ts';
import { createSequence, type RequestSequence } from '../../src/load/request-sequence.ts';
import { type LoadOptions, runLoad } from '../../src/load/run-load.ts';
import type { Scenario } from '../../src/load/scenario.ts';
import { describeProblem } from '../../src/options/bad-options.ts';
import { readScenario } from '../../src/options/read-scenario.ts';
import { type ScenarioService, startScenarioService } from './scenario-service.ts';

let service: ScenarioService;
beforeEach(async () => {
  service = await startScenarioService();
});
afterEach(() => service.stop());

function parse(text: string): Scenario {
  const { scenario, problems } = readScenario(text, 'scenario.yml', {
    expectStatus: [[200, 399]],
    readBytes: (path) => (path === 'photo.bin' ? Buffer.from([0, 255, 13, 10, 45, 45]) : null),
    hasVariable: () => true,
  });
  if (scenario === null) throw new Error(problems.map(describeProblem).join('\n'));
  return scenario;
}

function load(text: string, rest: Partial<LoadOptions> & { sequence?: RequestSequence } = {}): Promise<LoadSummary> {
  const scenario = parse(text);
  return runLoad({
    origin: service.origin,
    sequence: createSequence(scenario),
    requests: 40,
    connections: 4,
    rate: null,
    timeoutMs: 2000,
    deadlineMs: 20_000,
    signal: new AbortController().signal,
    serviceExited: new Promise(() => {}),
    ...rest,
  });
}

const FLOW = `
requests:
  - name: visit
    steps:
      - { method: POST, path: /log-in, body: { user: "{{id}}" }, save: { token: json.token, who: "json.user.name" } }
      - { path: "/me", headers: { authorization: "Bearer {{token}}" }, expect-body: { json: { user: "{{who}}" } } }
      - think: 1ms
      - { path: "/users/{{who}}" }
      - { method: POST, path: /log-out }
`;

describe('a flow', () => {
  test('is taken whole and in order by each user, with the values and cookies of its own', async () => {
    const summary = await load(FLOW);
    expect(summary).toMatchObject({ planned: 40, succeeded: 40, failed: 0, endedEarly: null });
    expect(summary.perRequest).toEqual([
      { name: 'visit › POST /log-in', succeeded: 10, failed: 0 },
      { name: 'visit › GET /me', succeeded: 10, failed: 0 },
      { name: 'visit › GET /users/{{who}}', succeeded: 10, failed: 0 },
      { name: 'visit › POST /log-out', succeeded: 10, failed: 0 },
    ]);
    expect(summary.perFlow).toEqual([{ name: 'visit', succeeded: 10, failed: 0 }]);
    expect(service.sessions.size).toBe(0);
    expect(new Set(service.urls().filter((url) => url.startsWith('/users/'))).size).toBe(10);
    expect(service.connections()).toBe(4);
    expect(whyLoadIsUnusable(summary)).toBeNull();
  });

  test('that has begun is finished, and the plan says so', async () => {
    const summary = await load(FLOW, { requests: 10, connections: 1 });
    expect(summary).toMatchObject({ planned: 12, succeeded: 12 });
    expect(service.seen).toHaveLength(12);
  });

  test('goes on after a step that fails, so that it logs out, but does not send what it has no value for', async () => {
    const summary = await load(
      `
requests:
  - name: broken
    steps:
      - { method: POST, path: /log-in, save: { code: json.nothing.here } }
      - { path: "/coded/{{code}}" }
      - { method: POST, path: /log-out }
`,
      { requests: 3, connections: 1 },
    );
    expect(summary.perRequest.map(({ succeeded, failed }) => [succeeded, failed])).toEqual([
      [0, 1],
      [0, 1],
      [1, 0],
    ]);
    expect(summary.firstFailure?.reason).toBe('the answer has no JSON field nothing.here to save as {{code}}');
    expect(summary.perFlow).toEqual([{ name: 'broken', succeeded: 0, failed: 1 }]);
    expect(service.urls()).toEqual(['/log-in', '/log-out']);
    expect(service.sessions.size).toBe(0);
  });

  test('is filled alike for equal seeds, however its users overlap', async () => {
    const bodies = async () => {
      const before = service.seen.length;
      await load(FLOW);
      return service.seen
        .slice(before)
        .filter(({ url }) => url === '/log-in')
        .map(({ body }) => body.toString())
        .sort();
    };
    const first = await bodies();
    expect(new Set(first).size).toBe(10);
    expect(await bodies()).toEqual(first);
  });

  test('of one user is sent in exactly the same sequence for equal seeds', async () => {
    const text = `${FLOW.replace('- name: visit', '- name: visit\n    weight: 2')}\n  - { path: "/plain/{{uuid}}", weight: 3 }\n`;
    const urls = async () => {
      const before = service.seen.length;
      await load(text, { connections: 1, requests: 60 });
      return service.seen.slice(before).map(({ method, url }) => `${method} ${url}`);
    };
    const first = await urls();
    expect(await urls()).toEqual(first);
    expect(first.filter((each) => each.startsWith('GET /plain/')).length).toBeGreaterThan(10);
  });

  test('can take values from headers, cookies, patterns and whole bodies', async () => {
    await load(
      `
requests:
  - name: values
    steps:
      - method: POST
        path: /log-in
        body: { user: ann }
        save: { place: header.Location, sid: cookie.sid, role: 'json.user.roles[1]', named: '/"name":"(\\w+)"/', all: body }
      - { method: POST, path: "/a?{{role}}-{{named}}-{{sid}}", headers: { x-place: "{{place}}" }, body: "{{all}}" }
`,
      { requests: 2, connections: 1 },
    );
    const last = service.seen[1]!;
    expect(last.url).toBe('/a?b-ann-t1');
    expect(last.headers).toMatchObject({ 'x-place': '/users/ann', cookie: 'sid=t1' });
    expect(JSON.parse(last.body.toString())).toMatchObject({ token: 't1' });
  });
});

describe('what frames a round', () => {
  const AROUND = `
set-up: [{ method: POST, path: /tenants, expect-body: ok, save: { tenant: body } }]
log-in: [{ method: POST, path: /log-in, body: { user: "{{id}}" }, save: { token: json.token } }]
requests: [{ path: "/me?{{tenant}}", headers: { authorization: "Bearer {{token}}" } }]
log-out: [{ method: POST, path: /log-out }]
clean-up: [{ method: DELETE, path: "/tenants/{{tenant}}" }]
`;

  test('is sent beside the amount: once a round, and once a user', async () => {
    const scenario = parse(AROUND);
    const sequence = createSequence(scenario);
    for (const round of [1, 2]) {
      const summary = await load(AROUND, { sequence });
      expect(summary).toMatchObject({ planned: 40, succeeded: 40, failed: 0 });
      expect(summary.around).toEqual([
        { name: 'set-up: POST /tenants', succeeded: 1, failed: 0 },
        { name: 'log-in: POST /log-in', succeeded: 4, failed: 0 },
        { name: 'log-out: POST /log-out', succeeded: 4, failed: 0 },
        { name: 'clean-up: DELETE /tenants/{{tenant}}', succeeded: 1, failed: 0 },
      ]);
      expect(service.sessions.size).toBe(0);
      expect(service.seen).toHaveLength(50 * round);
    }
    const urls = service.urls().slice(0, 50);
    expect([urls[0], urls[49]]).toEqual(['/tenants', '/tenants/ok']);
    expect(urls.slice(1, 5)).toEqual(Array(4).fill('/log-in'));
    expect(urls.slice(5, 45)).toEqual(Array(40).fill('/me?ok'));
    // Each user's name is new in each round.
    const users = service.seen.filter(({ url }) => url === '/log-in').map(({ body }) => body.toString());
    expect(new Set(users).size).toBe(8);
  });

  test('is sent by autocannon where no user logs in', async () => {
    const summary = await load(`
set-up: [{ path: /tenants, save: { tenant: body } }]
requests: [{ path: "/of/{{tenant}}/{{id}}" }]
clean-up: [{ method: DELETE, path: "/tenants/{{tenant}}" }]
`);
    expect(summary).toMatchObject({ succeeded: 40, around: [{ succeeded: 1 }, { succeeded: 1 }] });
    expect(service.urls()[1]).toMatch(/^\/of\/ok\/req-\d+$/);
    expect(service.urls().at(-1)).toBe('/tenants/ok');
  });

  test('ends the load before it begins when it fails, and says which request', async () => {
    const summary = await load(AROUND.replace('user: "{{id}}"', 'user: nobody'));
    expect(summary.succeeded).toBe(0);
    expect(whyLoadIsUnusable(summary)).toBe(
      'the load ended after 0 of 40 requests: the request log-in: POST /log-in failed: 401',
    );
    expect(service.urls().filter((url) => url.startsWith('/me'))).toEqual([]);
  });

  test('makes a round unusable when what it opened cannot be freed', async () => {
    const summary = await load(AROUND.replace('DELETE, path: "/tenants/{{tenant}}"', 'GET, path: /me'));
    expect(summary.succeeded).toBe(40);
    expect(whyLoadIsUnusable(summary)).toMatch(/40 of 40 requests: the request clean-up: GET \/me failed: 401$/);
  });
});

describe('bodies', () => {
  test('go as JSON, form, file and multipart, with what describes them', async () => {
    await load(
      `
requests:
  - { method: PUT, path: /json, body: { user: "{{id}}", list: [1, true, null] } }
  - { path: /form, form: { a: "1 & 2", id: "{{seq}}" } }
  - { path: /file, body-file: photo.bin, headers: { content-type: application/x-photo } }
  - path: /parts
    multipart:
      title: "About {{seq}}"
      photo: { file: photo.bin, filename: "{{seq}}.bin", content-type: image/x-photo }
      note: { content: "{{randomBytes 20000}}", filename: note.txt }
`,
      { requests: 4, connections: 1 },
    );
    const of = (path: string) => service.seen.find(({ url }) => url === path)!;
    expect(of('/json').headers['content-type']).toBe('application/json');
    expect(JSON.parse(of('/json').body.toString())).toMatchObject({ list: [1, true, null] });
    expect(of('/form').headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(of('/form').body.toString()).toMatch(/^a=1\+%26\+2&id=\d$/);
    expect([...of('/file').body]).toEqual([0, 255, 13, 10, 45, 45]);
    const { headers, body } = of('/parts');
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': headers['content-type']! },
    }).formData();
    expect(form.get('title')).toMatch(/^About \d$/);
    const [photo, note] = [form.get('photo') as File, form.get('note') as File];
    expect(photo).toMatchObject({ type: 'image/x-photo', size: 6 });
    expect(photo.name).toMatch(/^\d\.bin$/);
    expect(note).toMatchObject({ name: 'note.txt', size: 40_000 });
  });

  test('of answers are checked: text, pattern, JSON, and GraphQL errors behind a 200', async () => {
    const summary = await load(
      `
requests:
  - { path: /a, expect-body: ok }
  - { path: /b, expect-body: { matches: "^no$" } }
  - { name: c, method: POST, path: /log-in, body: { user: x }, expect-body: { json: { user.name: x, "user.roles[0]": a } } }
  - { name: d, method: POST, path: /log-in, body: { user: y }, expect-body: { json: { user.name: x } } }
  - { graphql: "query Fine { ok }" }
  - { graphql: "query Bad { fail }", variables: { a: "{{id}}" } }
  - { name: unique, method: POST, path: "/echo/{{seq}}", expect-body: { contains: "o{{pick k}}" } }
`,
      { requests: 7 },
    );
    expect(summary.perRequest.map(({ name, succeeded }) => [name, succeeded])).toEqual([
      ['GET /a', 1],
      ['GET /b', 0],
      ['c', 1],
      ['d', 0],
      ['GraphQL Fine', 1],
      ['GraphQL Bad', 0],
      ['unique', 1],
    ]);
    const sent = service.seen.find(({ body }) => body.includes('Bad'))!;
    expect(JSON.parse(sent.body.toString())).toMatchObject({ query: 'query Bad { fail }', variables: { a: /^req-/ } });
  });

  test.each([
    ['{ path: /a, expect-body: { matches: "^no$" } }', 'the body does not match ^no$'],
    ['{ path: /a, expect-body: "n{{pick o}}" }', "the body does not contain 'no'"],
    ['{ path: /a, expect-body: { json: { x: 1 } } }', 'the body is no JSON'],
    ['{ graphql: "{ fail }" }', 'GraphQL answered with an error: no such field'],
  ])('that are wrong fail with what is wrong: %s', async (request, reason) => {
    const summary = await load(`requests: [${request}]`, { requests: 4 });
    expect(summary).toMatchObject({ succeeded: 0, failed: 4, firstFailure: { reason } });
  });
});

describe('clients that go away', () => {
  test('while sending: the service gets half of each body and then an aborted request', async () => {
    const summary = await load(
      'requests: [{ method: POST, path: /up, body: "{{randomBytes 5000}}", abort: while-sending }]',
    );
    expect(summary).toMatchObject({ succeeded: 40, failed: 0 });
    await expect.poll(() => service.seen.filter(({ aborted }) => aborted).length).toBe(40);
    expect(service.seen.every(({ whole, body }) => !whole && body.length === 5000)).toBe(true);
    expect(service.seen.every(({ headers }) => headers['content-length'] === '10000')).toBe(true);
  });

  test('while receiving: the answer is never finished', async () => {
    const summary = await load('requests: [{ path: /large, abort: while-receiving }]', { requests: 12 });
    expect(summary).toMatchObject({ succeeded: 12, failed: 0 });
    await expect.poll(() => service.seen.filter(({ aborted }) => aborted).length).toBe(12);
  });

  test('after a time: the service is left with work that nobody waits for', async () => {
    const summary = await load('requests: [{ path: /hang, abort: 20ms }, { path: /ok }]');
    expect(summary.perRequest.map(({ succeeded }) => succeeded)).toEqual([20, 20]);
    const hung = service.seen.filter(({ url }) => url === '/hang');
    await expect.poll(() => hung.filter(({ aborted, whole }) => aborted && whole).length).toBe(20);
    expect(service.seen.filter(({ url, aborted }) => url === '/ok' && aborted)).toEqual([]);
  });

  test('too late are failures, because nothing was aborted', async () => {
    const summary = await load('requests: [{ path: /ok, abort: 500ms }]', { requests: 4 });
    expect(summary).toMatchObject({ failed: 4, firstFailure: { reason: 'answered with 200 before it was aborted' } });
  });

  test('slowly send their bodies in pieces and leave answers unread', async () => {
    const summary = await load(
      `
requests:
  - { method: POST, path: /up, body: "{{randomBytes 500}}", slow-send: 100ms }
  - { path: /large, slow-read: 80ms }
`,
      { requests: 4 },
    );
    expect(summary).toMatchObject({ succeeded: 4, failed: 0 });
    const [up] = service.seen.filter(({ url }) => url === '/up');
    expect(up!.body).toHaveLength(1000);
    expect(up!.bodyMs).toBeGreaterThan(50);
  });
});

describe('sessions', () => {
  test('over WebSockets are opened, exchange their messages and are closed in good order', async () => {
    const summary = await load(
      `
requests:
  - websocket: "/chat?room={{id}}"
    subprotocol: chat
    headers: { x-user: "{{id}}" }
    send: [ "hello {{seq}}", { type: ping } ]
    expect-messages: 2
    expect-message: 'echo {"type":"ping"}'
`,
      { requests: 10 },
    );
    expect(summary).toMatchObject({ succeeded: 10, failed: 0 });
    expect(summary.perRequest[0]!.name).toBe('WebSocket /chat?room={{id}}');
    expect(service.messages.filter((text) => /^hello \d+$/.test(text))).toHaveLength(10);
    expect(service.messages.filter((text) => text === '{"type":"ping"}')).toHaveLength(10);
    await expect.poll(() => service.closes).toEqual(Array(10).fill(1000));
  });

  test('over WebSockets send what has to come after an answer when that is there', async () => {
    const summary = await load(
      `
requests:
  - websocket: "/chat?greeted"
    send: [ { wait-for: welcome }, join, { wait-for: { json: { joined: true } } }, "talk {{seq}}", { base64: 3q2+7w== } ]
    expect-messages: 4
`,
      { requests: 6 },
    );
    expect(summary).toMatchObject({ succeeded: 6, failed: 0 });
    expect(service.messages.filter((text) => text === '4 bytes')).toHaveLength(6);
    expect(service.messages.filter((text) => text.startsWith('talk '))).toHaveLength(6);
  });

  test('over WebSockets say what they wait for when it does not come', async () => {
    const scenario = 'requests: [{ websocket: "/chat?greeted", send: [{ wait-for: { matches: "^40" } }, join] }]';
    const silent = await load(scenario, { requests: 1, timeoutMs: 300 });
    expect(silent.firstFailure?.reason).toBe('timed out after 0.3 s, waiting to send on: the body does not match ^40');
  });

  test('over WebSockets fail when they wait for what no step before them saved', async () => {
    const unsaved = (message: string) => `
requests:
  - name: talk
    steps:
      - { method: POST, path: /log-in, body: { user: a }, save: { token: json.nowhere } }
      - { websocket: "/chat?greeted", ${message} }
`;
    for (const message of ['send: [{ wait-for: "{{token}}" }]', 'expect-message: "{{token}}"']) {
      const summary = await load(unsaved(message), { requests: 2, timeoutMs: 300 });
      expect(summary, message).toMatchObject({ succeeded: 0, failed: 2, endedEarly: null });
    }
  });

  test('over WebSockets can be cut instead', async () => {
    await load('requests: [{ websocket: /chat, ending: abort }]', { requests: 6 });
    await expect.poll(() => service.closes).toEqual(Array(6).fill(1006));
  });

  test('that are refused or end too soon are failures with their reason', async () => {
    const refused = await load('requests: [{ websocket: /elsewhere }]', { requests: 1 });
    expect(refused.firstFailure?.reason).toBe('answered with 400');
    const ended = await load('requests: [{ websocket: /chat, send: bye, expect-messages: 2 }]', { requests: 1 });
    expect(ended.firstFailure?.reason).toBe('closed by the service with code 4000, with 1 of 2 messages received');
    const silent = await load('requests: [{ websocket: /chat, expect-messages: 1 }]', { requests: 1, timeoutMs: 200 });
    expect(silent.firstFailure?.reason).toBe('timed out after 0.2 s, with 0 of 1 messages received');
    const wrong = await load('requests: [{ websocket: /chat, send: a, expect-message: b }]', { requests: 1 });
    expect(wrong.firstFailure?.reason).toBe("the body does not contain 'b'");
    await expect.poll(() => service.openSockets()).toBe(0);
  });

  test('of server-sent events wait for their events and leave no stream open', async () => {
    const summary = await load('requests: [{ events: /events, expect-messages: 3, expect-message: \'"n":2\' }]', {
      requests: 8,
    });
    expect(summary).toMatchObject({ succeeded: 8, failed: 0 });
    await expect.poll(() => service.openStreams).toBe(0);
    const wrong = await load('requests: [{ events: /ok }]', { requests: 1 });
    expect(wrong.firstFailure?.reason).toMatch(/^answered with no content type, not text\/event-stream/);
  });

  test('can be kept open while other steps go on', async () => {
    const summary = await load(
      `
requests:
  - name: listen
    steps:
      - { events: /events, keep-as: feed }
      - { websocket: /chat, keep-as: chat }
      - { path: /between }
      - { close: feed }
      - { path: /after }
`,
      { requests: 8, connections: 2 },
    );
    expect(summary).toMatchObject({ succeeded: 8, failed: 0, perFlow: [{ succeeded: 2 }] });
    expect(service.openStreams).toBe(0);
    await expect.poll(() => service.closes).toEqual([1000, 1000]);
  });
});

describe('a session that the service ends while it is kept open', () => {
  test('makes its flow a failed one', async () => {
    const steps =
      '{ websocket: /chat, send: bye, expect-messages: 1, keep-as: chat }, { path: /slow }, { close: chat }';
    const summary = await load(`requests: [{ name: cut, steps: [${steps}] }]`, { requests: 4, connections: 1 });
    expect(summary).toMatchObject({ succeeded: 4, failed: 0, perFlow: [{ succeeded: 0, failed: 2 }] });
  });
});

describe('a service on a Unix socket', () => {
  test('gets flows, WebSockets and event streams like any other', async () => {
    await service.stop();
    service = await startScenarioService(join(mkdtempSync(join(tmpdir(), 'leakgate-')), 'app.sock'));
    const summary = await load(
      `${FLOW}  - { websocket: /chat, send: a, expect-messages: 1 }\n  - { events: /events }\n`,
    );
    expect(summary).toMatchObject({ failed: 0, endedEarly: null });
    expect(service.messages.length).toBeGreaterThan(3);
  });
});

describe('control', () => {
  test.each([
    ['autocannon', 'requests: [{ path: "/{{id}}" }]'],
    ['users', 'requests: [{ path: "/{{id}}", rate: 100000 }]'],
  ])('makes a new connection every n requests, with %s', async (_, text) => {
    const summary = await load(text, { requests: 60, connections: 2, reconnectEvery: 5 });
    expect(summary).toMatchObject({ succeeded: 60, failed: 0 });
    expect(service.seen).toHaveLength(60);
    expect(service.connections()).toBe(12);
    const perConnection = Array.from(
      { length: 12 },
      (_each, at) => service.seen.filter((s) => s.connection === at).length,
    );
    expect(perConnection).toEqual(Array(12).fill(5));
  });

  test('holds one request to a rate of its own and the others to none', async () => {
    const beganMs = performance.now();
    const summary = await load('requests: [{ path: /rare, rate: 20 }, { path: /often, weight: 9 }]', { requests: 100 });
    expect(summary.perRequest.map(({ succeeded }) => succeeded)).toEqual([10, 90]);
    expect(performance.now() - beganMs).toBeGreaterThan(440);
  });

  test('holds users to the overall rate', async () => {
    const beganMs = performance.now();
    await load(FLOW, { requests: 20, rate: 50 });
    expect(performance.now() - beganMs).toBeGreaterThan(370);
  });

  test('replays a closed corpus identically each round', async () => {
    const text = 'corpus: 10\nrequests: [{ path: "/a/{{uuid}}", weight: 3 }, { path: "/b/{{id}}" }]';
    const scenario = parse(text);
    const sequence = createSequence(scenario);
    const round = async () => {
      const before = service.seen.length;
      await load(text, { sequence, connections: 1 });
      return service.urls().slice(before);
    };
    const first = await round();
    expect(new Set(first).size).toBe(10);
    expect(await round()).toEqual(first);
  });

  test('ends users at once when the load is cancelled, with nothing left open', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const summary = await load('requests: [{ path: /hang, rate: 1000 }, { events: /events, expect-messages: 1000 }]', {
      requests: 1000,
      signal: controller.signal,
    });
    expect(summary).toMatchObject({ succeeded: 0, failed: 0, endedEarly: 'cancelled' });
    expect(summary.durationMs).toBeLessThan(1500);
    await expect.poll(() => service.openSockets()).toBe(0);
  });

  test('sends again what a closing connection swallowed', async () => {
    service.server.keepAliveTimeout = 1;
    service.server.maxRequestsPerSocket = 3;
    const summary = await load('requests: [{ path: /x, rate: 100000 }]', { requests: 60 });
    expect(summary).toMatchObject({ succeeded: 60, failed: 0 });
    expect(service.seen).toHaveLength(60);
  });

  test('gives up on a service that is gone', async () => {
    await service.stop();
    const summary = await load(FLOW, { requests: 400 });
    expect(summary.endedEarly).toMatch(/requests got no answer, first visit › POST \/log-in: ECONNREFUSED/);
  });
});
