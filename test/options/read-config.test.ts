import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/options/read-config.ts';

function textsOf(text: string): Record<string, readonly string[]> {
  const { options, problems } = readConfig(text, 'leakgate.yml');
  expect(problems).toEqual([]);
  return Object.fromEntries([...options].map(([name, { texts }]) => [name, texts]));
}

describe('readConfig', () => {
  it('has nothing to say about an empty file', () => {
    expect(textsOf('')).toEqual({});
    expect(textsOf('# only a comment\n')).toEqual({});
  });

  it('keeps values as they were written', () => {
    expect(textsOf('connections: 010\nkeep-snapshots: true\nexpect-status: 204\n')).toEqual({
      connections: ['010'],
      'keep-snapshots': ['true'],
      'expect-status': ['204'],
    });
  });

  it('takes lists and headers in the forms that people write', () => {
    expect(textsOf('prepare:\n  - npm ci\n  - npm run build\n')).toEqual({ prepare: ['npm ci', 'npm run build'] });
    expect(textsOf('headers:\n  accept: text/html\n')).toEqual({ headers: ['accept: text/html'] });
    expect(textsOf('headers: "accept: text/html"\n')).toEqual({ headers: ['accept: text/html'] });
  });

  it('sends a mapping as body as JSON', () => {
    expect(textsOf('body:\n  user: "[<id>]"\n  tags: [a]\n')).toEqual({ body: ['{"user":"[<id>]","tags":["a"]}'] });
  });

  it.each([
    ['url: [', 'leakgate.yml:1:'],
    ['url: a\nurl: b\n', 'leakgate.yml:2:1'],
    ['- url\n', 'leakgate.yml'],
    ['url:\n', 'url'],
    ['url: [a]\n', 'url'],
    ['config: other.yml\n', 'config'],
    ['urls: a\n', "'urls'"],
  ])('refuses %j and says where', (text, option) => {
    const { problems } = readConfig(text, 'leakgate.yml');
    expect(problems).toHaveLength(1);
    expect(problems[0]!.option).toContain(option);
  });
});
