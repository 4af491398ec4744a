import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../src/options/bad-options.ts';
import { readScenario } from '../../src/options/read-scenario.ts';
import type { ScenarioSurroundings } from '../../src/options/step-reading.ts';

const defaults: ScenarioSurroundings = {
  expectStatus: [[200, 399]],
  readBytes: (path) => (path === 'photo.png' ? new Uint8Array([1, 2, 3]) : null),
  hasVariable: (name) => name === 'API_TOKEN',
};

function problemsOf(text: string): string[] {
  const { scenario, problems } = readScenario(text, 'scenario.yml', defaults);
  expect(scenario).toBeNull();
  return problems.map(describeProblem);
}

describe('readScenario', () => {
  it('reads YAML and JSON alike', () => {
    const yaml = 'requests:\n  - path: /a\n    weight: 3\n  - path: /b\n    body: { user: "{{id}}" }\nseed: 7\n';
    const json = '{"requests":[{"path":"/a","weight":3},{"path":"/b","body":{"user":"{{id}}"}}],"seed":7}';
    const expected = {
      seed: 7,
      requests: [
        {
          kind: 'http',
          name: 'GET /a',
          method: 'GET',
          path: '/a',
          headers: {},
          body: { kind: 'none' },
          weight: 3,
          expectStatus: [[200, 399]],
        },
        {
          kind: 'http',
          name: 'POST /b',
          method: 'POST',
          path: '/b',
          headers: {},
          body: { kind: 'json', text: '{"user":"{{id}}"}' },
          weight: 1,
          expectStatus: [[200, 399]],
        },
      ],
    };
    expect(readScenario(yaml, 'scenario.yml', defaults)).toEqual({ scenario: expected, problems: [] });
    expect(readScenario(json, 'scenario.json', defaults)).toEqual({ scenario: expected, problems: [] });
  });

  it('numbers requests to one address that have no name of their own', () => {
    const text =
      'requests:\n  - { path: /a, body: one }\n  - { path: /a, body: two }\n  - { path: /a, name: third }\n  - path: /a\n';
    const names = readScenario(text, 's', defaults).scenario!.requests.map(({ name }) => name);
    expect(names).toEqual(['POST /a', 'POST /a (2)', 'third', 'GET /a']);
    expect(problemsOf('requests:\n  - { path: /a, name: x }\n  - { path: /b, name: x }\n')).toHaveLength(1);
  });

  it('takes names, headers and expected statuses per request', () => {
    const text =
      'requests:\n  - { name: login, method: put, path: "/x?a=b", headers: { X-Count: 3 }, expect-status: 201 }\n';
    expect(readScenario(text, 's', defaults).scenario!.requests[0]).toMatchObject({
      name: 'login',
      method: 'PUT',
      path: '/x?a=b',
      headers: { 'x-count': '3' },
      expectStatus: [[201, 201]],
    });
  });

  it('allows blanks within the placeholders of a path', () => {
    const text = "requests:\n  - path: '/{{pick a b}}/{{id}}'\n";
    expect(readScenario(text, 's', defaults).scenario!.requests[0]).toMatchObject({ path: '/{{pick a b}}/{{id}}' });
  });

  it('names every problem with its line and column', () => {
    const text = `requests:
  - path: login
  - method: FETCH
    path: /a
  - path: /a
    method: GET
    body: x
  - path: /b
    wieght: 2
  - path: /c
    weight: 0
  - name: GET /d
    path: /d
  - name: GET /d
    path: /e
sed: 1
`;
    expect(problemsOf(text).map((line) => line.split(' is ')[0]!)).toEqual([
      'scenario.yml:2:11',
      'scenario.yml:3:13',
      'scenario.yml:6:13',
      'scenario.yml:9:5',
      'scenario.yml:11:13',
      'scenario.yml:14:5',
      'scenario.yml:16:1',
    ]);
    expect(problemsOf(text).join('\n')).toContain('did you mean weight?');
  });

  it.each([
    ['', /requests/],
    ['requests: []\n', /at least one/],
    ['requests:\n  - /a\n', /at least 'path/],
    ["requests:\n  - path: '/{{nope}}'\n", /placeholders/],
    ['requests:\n  - path: /\n    headers: { connection: close }\n', /kept alive/],
    ['requests: [\n', /valid YAML/],
  ])('refuses %j', (text, expected) => expect(problemsOf(text).join('\n')).toMatch(expected));
});
