import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ImportProblem } from '../../src/import/import-problem.ts';
import { type ImportKind, importScenario, renderDraft } from '../../src/import/import-scenario.ts';
import type { Scenario } from '../../src/load/scenario.ts';
import { describeProblem } from '../../src/options/bad-options.ts';
import { readScenario } from '../../src/options/read-scenario.ts';

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
}

interface Imported {
  readonly notes: string;
  readonly options: Readonly<Record<string, string | number>>;
  readonly scenario: Scenario;
  readonly yaml: string;
}

/** Imports and reads back what was written, as a user's next command does. */
function imported(kind: ImportKind, text: string, settings: { origin?: string; allMethods?: boolean } = {}): Imported {
  const draft = importScenario(kind, text, { origin: null, allMethods: false, ...settings });
  const yaml = renderDraft(draft);
  const { scenario, problems } = readScenario(yaml, 'scenario.yml', {
    expectStatus: [[200, 399]],
    readBytes: () => new Uint8Array(),
    hasVariable: () => true,
  });
  expect(problems.map(describeProblem)).toEqual([]);
  return { notes: draft.notes.join('\n'), options: draft.options, scenario: scenario!, yaml };
}

function summaryOf({ requests }: Scenario): unknown[] {
  return requests.map((request) =>
    request.kind === 'http' ? [request.method, request.path, request.weight] : [request.kind, request.name],
  );
}

describe('importing a HAR', () => {
  const har = imported('har', fixture('shop.har'));

  it('takes the answered requests to the commonest origin, equal ones by weight', () => {
    expect(summaryOf(har.scenario)).toEqual([
      ['GET', '/', 1],
      ['GET', '/products?search=red%20shoe&page=2', 2],
      ['POST', '/login', 1],
      ['POST', '/photos', 1],
      ['POST', '/search', 1],
      ['websocket', 'WebSocket /feed?v=2'],
    ]);
  });

  it('keeps bodies as what they are: JSON, form, multipart, messages', () => {
    const [, , login, photos, search, feed] = har.scenario.requests;
    expect(login).toMatchObject({
      body: { kind: 'json', text: '{"user":"ann","remember":true}' },
      expectStatus: [[302, 302]],
    });
    expect(photos).toMatchObject({
      body: {
        kind: 'multipart',
        parts: [
          { name: 'title', content: 'Sea' },
          { name: 'photo', filename: 'sea.jpg', contentType: 'image/jpeg', content: '{{randomBytes 1024}}' },
        ],
      },
    });
    expect((photos as { headers: object }).headers).toEqual({});
    expect(search).toMatchObject({ body: { kind: 'form', fields: [['q', 'a { {b}} c']] } });
    expect(feed).toMatchObject({ send: [{ kind: 'text', text: '{"type":"subscribe"}' }] });
  });

  it('writes no secret down and drops what belongs to the old connection', () => {
    expect(har.yaml).not.toMatch(/abc123|eyJ|keep-alive|If-None-Match|sec-fetch/i);
    expect(har.scenario.requests[0]).toMatchObject({ headers: { cookie: '{{env LEAKGATE_COOKIE}}' } });
    expect(har.notes).toContain('set the environment variable LEAKGATE_AUTHORIZATION');
  });

  it('says what it left out', () => {
    for (const part of [
      'answered with 404',
      'without an answer',
      'https://cdn.example.com',
      'sea.jpg',
      'Double braces',
    ])
      expect(har.notes).toContain(part);
    expect(har.yaml).toMatch(/^# /);
  });

  it('takes another origin when it is told so', () => {
    const other = imported('har', fixture('shop.har'), { origin: 'https://cdn.example.com/x' });
    expect(summaryOf(other.scenario)).toEqual([['GET', '/lib.js', 1]]);
  });
});

describe('secrets of what was recorded', () => {
  const curl = (line: string): Imported => imported('curl', line);

  it('are not written down, whether in JSON, a form, a part or a query, each value by a name of its own', () => {
    const requests = [
      `localhost:3000/login -H 'content-type: application/json' -d '{"user":"ann","password":"s3cr3t","more":[{"apiKey":"abc"}]}'`,
      `localhost:3000/login -d 'user=ann&password=s3cr3t'`,
      'localhost:3000/in -F token=t0ps3cr3t',
      `'localhost:3000/feed?access_token=xyz123&page=2'`,
      `localhost:3000/new -d 'password=0th3r'`,
    ];
    const { yaml, notes } = curl(`curl ${requests.join(' --next ')}`);
    for (const secret of ['s3cr3t', 'abc"', 't0ps', 'xyz123', '0th3r']) expect(yaml).not.toContain(secret);
    expect(yaml).toContain('password: "{{env LEAKGATE_PASSWORD}}"');
    expect(yaml).toContain('user=ann&password={{env LEAKGATE_PASSWORD}}');
    expect(yaml).toContain('password={{env LEAKGATE_PASSWORD_2}}');
    expect(yaml).toContain('/feed?access_token={{env LEAKGATE_ACCESS_TOKEN}}&page=2');
    expect(notes).toContain(
      'The value of the field apiKey was not written down; set the environment variable LEAKGATE_APIKEY.',
    );
  });

  it('but what holds none stays as it was recorded', () => {
    const { yaml, notes } = curl(`curl 'localhost:3000/search?q=token' -d 'word=pass&password='`);
    expect(yaml).toContain('/search?q=token');
    expect(yaml).toContain('word=pass&password=');
    expect(notes).not.toContain('was not written down');
  });
});

describe('importing an OpenAPI description', () => {
  it('takes safe methods alone, with examples and required parameters, and says what it left out', () => {
    const { scenario, notes } = imported('openapi', fixture('openapi.yml'));
    expect(summaryOf(scenario)).toEqual([
      ['GET', '/api/v1/products?search=red%20shoe&limit=5', 1],
      ['GET', '/api/v1/products/{{uuid}}', 1],
      ['HEAD', '/api/v1/health', 1],
    ]);
    expect(scenario.requests[0]).toMatchObject({
      headers: { 'accept-language': 'de', authorization: 'Bearer {{env LEAKGATE_TOKEN}}' },
    });
    expect((scenario.requests[1] as { headers: object }).headers).toEqual({});
    expect(notes).toContain('left out: POST /products, DELETE /products/{productId}, POST /photos, POST /login');
  });

  it('makes bodies that fit their schemas', () => {
    const { scenario } = imported('openapi', fixture('openapi.yml'), { allMethods: true });
    const of = (name: string) => scenario.requests.find((request) => request.name === name)!;
    const product = of('POST /api/v1/products') as { body: { text: string } };
    expect(JSON.parse(product.body.text)).toMatchObject({
      name: 'textxx',
      price: 1,
      tags: ['new'],
      active: true,
      owner: { mail: 'user-{{seq}}@example.com' },
    });
    expect(product.body.text).not.toContain('"id"');
    expect(of('POST /api/v1/photos')).toMatchObject({
      body: {
        parts: [
          { name: 'title', content: 'Sea' },
          { name: 'photo', filename: 'photo.bin' },
        ],
      },
    });
    expect(of('POST /api/v1/login')).toMatchObject({
      headers: { 'x-api-key': '{{env LEAKGATE_X_API_KEY}}' },
      body: {
        kind: 'form',
        fields: [
          ['user', 'ann'],
          ['age', '1'],
        ],
      },
    });
  });

  it('reads Swagger 2 as well', () => {
    const { scenario } = imported('openapi', fixture('swagger2.json'), { allMethods: true });
    expect(summaryOf(scenario)).toEqual([
      ['GET', '/v2/pets/1', 1],
      ['POST', '/v2/pets', 1],
    ]);
    expect(scenario.requests[1]).toMatchObject({ body: { text: '{"name":"Rex","born":"2026-01-01"}' } });
  });
});

describe('importing a curl command', () => {
  it('begins anew after --next', () => {
    const { scenario } = imported(
      'curl',
      'curl -d a=1 http://h/a --next -X DELETE http://h/b http://h/c -: http://h/d',
    );
    const sent = scenario.requests.map((request) =>
      request.kind === 'http' ? `${request.method} ${request.path}` : '',
    );
    expect(sent).toEqual(['POST /a', 'DELETE /b', 'DELETE /c', 'GET /d']);
  });

  it('takes what a browser copies', () => {
    const { scenario, yaml, notes } = imported('curl', fixture('chrome.curl.txt'));
    const [request] = scenario.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/login?next=%2Faccount',
      headers: {
        accept: 'application/json, text/plain, */*',
        cookie: '{{env LEAKGATE_COOKIE}}',
        'content-type': 'application/json',
      },
    });
    expect(JSON.parse((request as { body: { text: string } }).body.text)).toEqual({
      user: "o'neil",
      note: 'line\none',
    });
    expect(yaml).not.toMatch(/s%3Aabc/);
    expect(notes).not.toContain('left out');
  });

  it.each([
    ['curl localhost:3000', 'GET', '/'],
    ['curl -XDELETE http://h/a', 'DELETE', '/a'],
    ['curl -sSL -o /dev/null "http://h/a b?c=$d"', 'GET', '/a%20b?c=$d'],
    ['curl -G -d a=1 --data-urlencode "b=x y" http://h/s?z=0', 'GET', '/s?z=0&a=1&b=x%20y'],
    ['curl -I http://h/', 'HEAD', '/'],
    ['curl --unix-socket /tmp/a.sock http://h/a', 'GET', '/a'],
    ['curl -T file.bin http://h/up', 'PUT', '/up'],
    ['curl --request=PATCH --json \'{"a":1}\' http://h/j', 'PATCH', '/j'],
    ['curl -F name=ann -F "photo=@sea.jpg;type=image/jpeg" http://h/up', 'POST', '/up'],
    ['curl -d a=1 -d b=2 -u me:secret http://h/form', 'POST', '/form'],
  ])('understands %s', (command, method, path) => {
    const { scenario, yaml } = imported('curl', command);
    expect(scenario.requests[0]).toMatchObject({ method, path });
    expect(yaml).not.toContain('secret');
  });

  it('sends data as curl would', () => {
    const bodyOf = (command: string) => imported('curl', command).scenario.requests[0];
    expect(bodyOf('curl -d a=1 -d b=2 http://h/')).toMatchObject({
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: { text: 'a=1&b=2' },
    });
    expect(bodyOf(`curl --json '{"a":1}' http://h/`)).toMatchObject({
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: { kind: 'json', text: '{"a":1}' },
    });
    expect(bodyOf('curl -F name=ann -F "photo=@sea.jpg;type=image/jpeg" http://h/up')).toMatchObject({
      body: {
        parts: [
          { name: 'name', content: 'ann' },
          { name: 'photo', filename: 'sea.jpg', contentType: 'image/jpeg' },
        ],
      },
    });
  });

  it('says which flags it left out', () => {
    expect(imported('curl', 'curl --proxy http://p -x http://q --cert c --wat http://h/').notes).toBe(
      'The flag --wat of curl was left out.\nThe flag --proxy of curl was left out.\nThe flag --cert of curl was left out.',
    );
  });
});

describe('importing an autocannon command line', () => {
  it('takes the request, the options that mean the same, and the reasons for the others', () => {
    const { scenario, options, notes } = imported('autocannon', fixture('autocannon.sh.txt'));
    expect(scenario.requests).toMatchObject([
      {
        method: 'POST',
        path: '/orders',
        headers: { 'content-type': 'application/json', authorization: '{{env LEAKGATE_AUTHORIZATION}}' },
        body: { text: '{"id":"[<id>]","amount":5}' },
        expectBody: [{ kind: 'matches', pattern: '^\\{"ok":true\\}$' }],
      },
    ]);
    expect(options).toEqual({ connections: 50, rate: 400, 'reconnect-every': 25 });
    expect(notes).toContain('--pipelining of autocannon was left out: with pipelined requests the amount');
    expect(notes).toContain('--duration of autocannon was left out');
    expect(notes).toContain('--warmup of autocannon was left out');
  });
});

describe('importing a list of URLs', () => {
  it('takes one a line, equal ones by weight', () => {
    const { scenario, notes } = imported('urls', fixture('urls.txt'));
    expect(summaryOf(scenario)).toEqual([
      ['GET', '/', 2],
      ['GET', '/products?search=a%20b', 1],
      ['GET', '/health', 1],
      ['DELETE', '/cart/7', 1],
    ]);
    expect(notes).toContain('http://127.0.0.1:3000');
  });
});

describe('what cannot be imported is refused with what was expected', () => {
  it.each<[ImportKind, string, RegExp]>([
    ['har', '{"log":{}}', /HTTP Archive: JSON with 'log.entries'/],
    ['har', 'not json', /HTTP Archive/],
    ['har', '{"log":{"entries":[]}}', /answered requests/],
    ['openapi', 'a: b', /OpenAPI description/],
    ['openapi', 'openapi: 3.0.0\npaths: {}', /at least one operation/],
    ['openapi', '{', /OpenAPI description/],
    ['urls', '\n# nothing\n', /at least one URL/],
    ['urls', 'http://h/\nGET /a b c\n', /in line 2/],
    ['urls', 'http://', /a URL instead of 'http:\/\/'/],
    ['curl', 'wget http://h/', /begins with 'curl'/],
    ['curl', "curl 'http://h/", /quotes are closed/],
    ['curl', 'curl -H a:b', /with a URL/],
    ['autocannon', 'ab http://h/', /'autocannon'/],
    ['autocannon', 'autocannon -c 5', /with a URL/],
  ])('%s: %s', (kind, text, expected) => {
    expect(() => importScenario(kind, text, { origin: null, allMethods: false })).toThrow(ImportProblem);
    expect(() => importScenario(kind, text, { origin: null, allMethods: false })).toThrow(expected);
  });
});
