import { describe, expect, it } from 'vitest';
import { hostOf, isLoopbackAddress, portOf, resolveLoopback } from '../../src/service/loopback.ts';

describe('loopback', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('%s is', (address) => {
    expect(isLoopbackAddress(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '128.0.0.1',
    '::ffff:10.0.0.1',
    'fe80::1',
    'localhost',
    '',
    '127.0.0.1.example.com',
  ])('%s is not', (address) => {
    expect(isLoopbackAddress(address)).toBe(false);
  });

  it('names that resolve to this machine are taken', async () => {
    expect((await resolveLoopback(new URL('http://localhost:3000'), 'url')).every(isLoopbackAddress)).toBe(true);
    expect(await resolveLoopback(new URL('http://[::1]:3000'), 'url')).toEqual(['::1']);
    expect((await resolveLoopback(new URL('http://api.localhost:3000'), 'url')).every(isLoopbackAddress)).toBe(true);
    // Every spelling that URLs know for the same address.
    expect(await resolveLoopback(new URL('http://0x7f.1/'), 'url')).toEqual(['127.0.0.1']);
  });

  it('other machines are refused by name of the option', async () => {
    await expect(resolveLoopback(new URL('ws://192.0.2.1:9229'), 'attach')).rejects.toMatchObject({
      code: 'BAD_OPTIONS',
      message:
        'attach ws://192.0.2.1:9229/ points to 192.0.2.1, expected an address of this machine (127.0.0.1, ::1, localhost).',
    });
  });

  it('ports have the default of their scheme', () => {
    expect(
      ['http://a', 'https://a', 'ws://a', 'http://a:81', 'https://a:443'].map((url) => portOf(new URL(url))),
    ).toEqual([80, 443, 80, 81, 443]);
    expect(hostOf(new URL('http://[::1]:80'))).toBe('::1');
  });
});
