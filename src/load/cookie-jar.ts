/**
 * The cookies of one user at one service, by name: as much of RFC 6265 as a client needs that talks to a single origin.
 * A cookie that is set empty with a past date, or with Max-Age 0, is forgotten; paths and domains are not looked at,
 * because a session cookie that is sent to one path too many opens no session that the service would not have opened.
 */
export class CookieJar {
  readonly #cookies: Map<string, string>;

  constructor(from?: CookieJar) {
    this.#cookies = new Map(from === undefined ? [] : from.#cookies);
  }

  /** Takes the `set-cookie` headers of one answer. */
  take(setCookie: readonly string[]): void {
    for (const line of setCookie) {
      const [pair = '', ...attributes] = line.split(';');
      const equals = pair.indexOf('=');
      if (equals < 1) continue;
      const name = pair.slice(0, equals).trim();
      if (attributes.some(isInThePast)) this.#cookies.delete(name);
      else this.#cookies.set(name, pair.slice(equals + 1).trim());
    }
  }

  get(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  /** The `cookie` header, after what a request names itself; null when there is nothing to send. */
  header(own: string | undefined): string | null {
    const kept = [...this.#cookies].map(([name, value]) => `${name}=${value}`);
    const all = own === undefined ? kept : [own, ...kept];
    return all.length === 0 ? null : all.join('; ');
  }
}

function isInThePast(attribute: string): boolean {
  const [name = '', value = ''] = attribute.split('=').map((text) => text.trim());
  if (name.toLowerCase() === 'max-age') return Number(value) <= 0;
  // Dates that delete a cookie are at the epoch; a clock is not needed to tell them from the others.
  return name.toLowerCase() === 'expires' && Date.parse(value) < Date.UTC(2000);
}
