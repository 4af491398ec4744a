import { afterEach, describe, expect, it, vi } from 'vitest';
import { readInputs } from '../../src/action/read-inputs.ts';

afterEach(() => vi.unstubAllEnvs());

function read(inputs: Record<string, string>) {
  for (const [name, value] of Object.entries(inputs)) vi.stubEnv(`INPUT_${name.toUpperCase()}`, value);
  const { options, problems } = readInputs(process.env);
  return { options: Object.fromEntries([...options].map(([name, { texts }]) => [name, texts])), problems };
}

describe('readInputs', () => {
  it('takes an empty input for one that was not given', () => {
    expect(read({ url: 'http://127.0.0.1:1/', rate: '', depth: ' ' }).options).toEqual({
      url: ['http://127.0.0.1:1/'],
    });
  });

  it('takes lists line by line', () => {
    expect(read({ prepare: 'npm ci\n\n  npm run build\n', headers: 'a: 1\nb: 2' }).options).toEqual({
      prepare: ['npm ci', 'npm run build'],
      headers: ['a: 1', 'b: 2'],
    });
  });

  it('reports inputs that do not exist, which the runner only warns about', () => {
    expect(read({ conections: '3' }).problems).toMatchObject([
      { option: "'conections'", given: 'not an option (input conections)' },
    ]);
  });
});
