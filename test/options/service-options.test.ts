import { describe, expect, it } from 'vitest';
import { originOf, parseLoopbackUrl } from '../../src/options/loopback-url.ts';
import type { Problem } from '../../src/options/raw-options.ts';
import { parsePortPattern, parseServices } from '../../src/options/service-options.ts';

function read<T>(parse: (problems: Problem[]) => T): { value: T; problems: Problem[] } {
  const problems: Problem[] = [];
  return { value: parse(problems), problems };
}

describe('services', () => {
  it.each([
    ['node mock.js => http://127.0.0.1:4000/', { command: 'node mock.js', address: 'http://127.0.0.1:4000/' }],
    [
      'node -e "f = () => 1" => tcp://localhost:5432',
      { command: 'node -e "f = () => 1"', address: 'tcp://localhost:5432' },
    ],
    ['tcp://postgres:5432', { command: null, address: 'tcp://postgres:5432' }],
    [' unix:/run/db.sock ', { command: null, address: 'unix:/run/db.sock' }],
  ])('%s', (line, service) => {
    expect(read((problems) => parseServices([line], problems))).toEqual({ value: [service], problems: [] });
  });

  it.each([
    'node mock.js',
    '=> http://127.0.0.1:4000/',
    'node mock.js =>',
    'node mock.js => http://example.com/',
    'tcp://127.0.0.1',
    'ftp://127.0.0.1:21',
    'http://user:secret@127.0.0.1/',
  ])('refuses %s', (line) => {
    const { value, problems } = read((found) => parseServices([line], found));
    expect(value).toEqual([]);
    expect(problems).toMatchObject([{ option: 'services', expected: expect.stringContaining('address') }]);
  });
});

describe('port-pattern', () => {
  it('is an expression with a group', () => {
    expect(read((problems) => parsePortPattern('on port (\\d+)', problems)).value).toEqual(/on port (\d+)/);
  });

  it.each(['on port \\d+', 'on port (', '(?:\\d+)'])('refuses %s', (text) => {
    const { value, problems } = read((found) => parsePortPattern(text, found));
    expect(value).toBeNull();
    expect(problems).toMatchObject([{ option: 'port-pattern', expected: expect.stringContaining('first group') }]);
  });
});

describe('the address of a Unix socket', () => {
  it('has the path of the socket as its host', () => {
    const result = parseLoopbackUrl('http+unix://%2Ftmp%2Fapp.sock/visit?a=1');
    expect(result.ok && [originOf(result.url), result.url.pathname, result.url.search]).toEqual([
      'http+unix://%2Ftmp%2Fapp.sock',
      '/visit',
      '?a=1',
    ]);
  });

  it.each(['http+unix://app.sock/', 'http+unix:///tmp/app.sock', 'http+unix://%2Ftmp%2Fapp.sock/#x'])(
    'refuses %s',
    (text) => {
      expect(parseLoopbackUrl(text)).toMatchObject({ ok: false, expected: expect.stringContaining('%2F') });
    },
  );
});
