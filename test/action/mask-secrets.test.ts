import { afterEach, expect, it, vi } from 'vitest';
import { maskSecrets } from '../../src/action/mask-secrets.ts';
import { CommandReader } from '../support/workflow-commands.ts';

afterEach(() => vi.restoreAllMocks());

it('masks the token and the values of headers that carry one, and no ordinary words', () => {
  let written = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
  const headers = ['Authorization: Bearer abc.def.ghi', 'accept: text/html', 'x-api-key: k3y-k3y-k3y', 'cookie: a=1'];
  maskSecrets({
    options: new Map([
      ['github-token', { texts: ['ghs_secret_of_the_job'], from: 'input github-token' }],
      ['headers', { texts: headers, from: 'input headers' }],
    ]),
    problems: [],
  });
  vi.restoreAllMocks();
  const reader = new CommandReader();
  for (const line of written.split('\n')) reader.take(line);
  expect(reader.masks).toEqual(expect.arrayContaining(['ghs_secret_of_the_job', 'abc.def.ghi', 'k3y-k3y-k3y']));
  for (const word of ['Bearer', 'text/html', 'a=1']) expect(reader.masks).not.toContain(word);
});
