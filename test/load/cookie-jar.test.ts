import { describe, expect, test } from 'vitest';
import { CookieJar } from '../../src/load/cookie-jar.ts';

function jar(...setCookie: string[]): CookieJar {
  const cookies = new CookieJar();
  cookies.take(setCookie);
  return cookies;
}

describe('a cookie jar', () => {
  test('sends back what was set, the latest value of each name', () => {
    const cookies = jar('a=1; Path=/; HttpOnly', 'b="x=y"; Secure; SameSite=Lax', 'a=2');
    expect(cookies.header(undefined)).toBe('a=2; b="x=y"');
    expect(cookies.get('b')).toBe('"x=y"');
  });

  test('forgets what is deleted, by age or by date, and keeps what lasts', () => {
    const cookies = jar('a=1', 'b=2', 'c=3', 'd=4; Max-Age=3600', 'e=5; Expires=Wed, 21 Oct 2099 07:28:00 GMT');
    cookies.take(['a=; Max-Age=0', 'b=; expires=Thu, 01 Jan 1970 00:00:00 GMT', 'c=; Max-Age=-1']);
    expect(cookies.header(undefined)).toBe('d=4; e=5');
  });

  test("puts a request's own cookies first, and sends nothing when there are none", () => {
    expect(jar('a=1').header('theme=dark')).toBe('theme=dark; a=1');
    expect(jar().header('theme=dark')).toBe('theme=dark');
    expect(jar().header(undefined)).toBeNull();
  });

  test('takes no notice of what is no cookie', () => {
    expect(jar('', '=x', 'Max-Age=0').header(undefined)).toBe('Max-Age=0');
  });

  test('is copied for another user without being shared', () => {
    const first = jar('a=1');
    const second = new CookieJar(first);
    second.take(['a=2']);
    expect([first.get('a'), second.get('a')]).toEqual(['1', '2']);
  });
});
