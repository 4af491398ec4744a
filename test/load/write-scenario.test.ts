import { describe, expect, test } from 'vitest';
import { writeScenario } from '../../src/load/write-scenario.ts';
import { describeProblem } from '../../src/options/bad-options.ts';
import { readScenario } from '../../src/options/read-scenario.ts';

function read(text: string) {
  const { scenario, problems } = readScenario(text, 's.yml', {
    expectStatus: [[200, 399]],
    readBytes: () => new Uint8Array([1, 2]),
    hasVariable: () => true,
  });
  expect(problems.map(describeProblem)).toEqual([]);
  return scenario!;
}

const everything = `
seed: 9
corpus: 100
set-up: [{ path: /t, save: { tenant: body } }]
log-in: [{ method: POST, path: "/l/{{tenant}}", body: { a: ["{{id}}", 1, null] }, save: { token: cookie.sid, x: 'json[0].b' } }]
requests:
  - name: f
    weight: 2
    rate: 1.5
    steps:
      - { websocket: "/{{token}}", send: [a, { b: 1 }, { wait-for: { matches: ^ok } }, { base64: 3q2+7w== }], keep-as: chat, expect-messages: 2, expect-message: b, ending: abort, subprotocol: p }
      - { path: /x, save: { x: /a(.)/, y: header.X-Y }, expect-status: "200-299,304", expect-body: { contains: a, matches: b, json: { "c[0]": 1 } } }
      - think: 1s
      - close: chat
      - { path: "/{{x}}/{{y}}", headers: { a: "{{env B}}" } }
  - { events: /e, expect-messages: 3 }
  - { graphql: "query A { a }", variables: { v: "{{uuid}}" } }
  - { path: /form, form: { a: "1 & 2" } }
  - { path: /file, body-file: photo.png }
  - { path: /parts, multipart: { t: text, f: { file: photo.png, content-type: image/png }, c: { content: x, filename: y } } }
  - { name: a, path: /abort, body: text, abort: while-sending }
  - { name: b, path: /abort, abort: 20ms }
  - { name: c, path: /slow, body: '{"a":1}', slow-send: 1s, slow-read: 500ms }
log-out: [{ path: "/o/{{token}}" }]
clean-up: [{ method: DELETE, path: "/c/{{tenant}}" }]
`;

describe('writeScenario', () => {
  test('writes what reads back as the same scenario, whatever it holds', () => {
    const scenario = read(everything);
    const written = JSON.stringify(writeScenario(scenario));
    expect(read(written)).toEqual(scenario);
  });

  test('leaves out what is as usual', () => {
    expect(writeScenario(read('requests: [{ path: / }]'))).toEqual({
      seed: 1,
      requests: [{ name: 'GET /', method: 'GET', path: '/', headers: {}, 'expect-status': '200-399', weight: 1 }],
    });
  });
});
