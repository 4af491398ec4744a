import { randomBytes, timingSafeEqual, scryptSync } from 'node:crypto';

const staff = new Map();
for (const [name, role] of [['ada', 'nurse'], ['ben', 'doctor'], ['cleo', 'nurse'], ['dora', 'desk'], ['emil', 'doctor'], ['finn', 'desk']]) {
  const salt = Buffer.from(name.padEnd(8, '.'));
  staff.set(name, { name, role, salt, hash: scryptSync(`${name}-pin`, salt, 16, { N: 2 }) });
}

export class Sessions {
  #byToken = new Map();
  #byUser = new Map();
  #byWard = new Map();

  login(name, pin, ward) {
    const person = staff.get(name);
    if (!person) return null;
    const hash = scryptSync(pin, person.salt, 16, { N: 2 });
    if (!timingSafeEqual(hash, person.hash)) return null;
    const before = this.#byUser.get(name);
    if (before) this.#end(before);
    const session = { token: randomBytes(18).toString('base64url'), person, ward, since: Date.now(), views: 0 };
    this.#byToken.set(session.token, session);
    this.#byUser.set(name, session);
    if (!this.#byWard.has(ward)) this.#byWard.set(ward, new Set());
    this.#byWard.get(ward).add(session);
    return session;
  }

  #end(session) {
    this.#byToken.delete(session.token);
    this.#byUser.delete(session.person.name);
    const ward = this.#byWard.get(session.ward);
    ward?.delete(session);
    if (ward?.size === 0) this.#byWard.delete(session.ward);
  }

  of(token) {
    return this.#byToken.get(token) ?? null;
  }

  onWard(ward) {
    const names = new Set();
    for (const { person, token } of this.#byWard.get(ward) ?? []) if (this.#byToken.has(token)) names.add(person.name);
    return [...names];
  }

  get count() {
    return this.#byToken.size;
  }
}
