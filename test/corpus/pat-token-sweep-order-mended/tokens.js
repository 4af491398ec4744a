const { randomBytes } = require('node:crypto');

const LIFETIMES = { session: 1_500, device: 30 * 24 * 3600_000 };

class TokenStore {
  #issued = new Map();
  #swept = 0;

  constructor({ sweepEvery = 200 } = {}) {
    this.timer = setInterval(() => this.sweep(), sweepEvery);
    this.timer.unref();
  }

  issue(kind, subject, scopes) {
    const key = kind === 'device' ? `device:${subject}` : randomBytes(18).toString('base64url');
    const now = Date.now();
    this.#issued.set(key, { kind, subject, scopes, issuedAt: now, expiresAt: now + LIFETIMES[kind] });
    return { token: key, expiresIn: LIFETIMES[kind] / 1000 };
  }

  introspect(token) {
    const entry = this.#issued.get(token);
    if (entry === undefined || entry.expiresAt <= Date.now()) return { active: false };
    return { active: true, sub: entry.subject, scope: entry.scopes.join(' '), exp: Math.floor(entry.expiresAt / 1000) };
  }

  /** A Map keeps the order of insertion: the oldest come first. */
  sweep(now = Date.now()) {
    for (const [key, { expiresAt }] of this.#issued) {
      if (expiresAt > now) continue;
      this.#issued.delete(key);
      this.#swept++;
    }
  }

  get statistics() {
    return { swept: this.#swept };
  }
}

module.exports = { TokenStore };
