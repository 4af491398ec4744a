import { randomUUID } from 'node:crypto';

const SCREENS = ['welcome', 'map', 'tickets', 'lost-and-found', 'opening-hours', 'feedback', 'languages', 'help'];

class KioskSession {
  #heartbeat;
  #events = [];
  #screens = SCREENS.map((screen) => ({ screen, views: 0, shownAt: null }));
  #beats = 0;

  constructor(kiosk, details, heartbeatMs) {
    this.id = randomUUID();
    this.kiosk = kiosk;
    this.details = details;
    this.since = Date.now();
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs);
    this.#heartbeat.unref();
  }

  #beat() {
    this.#beats++;
    this.#events.length = 0;
  }

  record(type, payload) {
    const screen = this.#screens.find((each) => each.screen === payload?.screen);
    if (screen) Object.assign(screen, { views: screen.views + 1, shownAt: Date.now() });
    this.#events.push({ type, payload, at: Date.now() });
    if (this.#events.length > 25) this.#events.shift();
  }

  get pendingEvents() {
    return this.#events.length;
  }

  describe() {
    return { id: this.id, kiosk: this.kiosk, ...this.details, since: this.since, beats: this.#beats, seen: this.#screens.filter(({ views }) => views > 0).length };
  }

  stop() {
    clearInterval(this.#heartbeat);
    this.#events = [];
  }
}

export class SessionRegistry {
  #sessions = new Map();
  #visitors = new Map();
  #heartbeatMs;
  #idleMs;

  constructor({ heartbeatMs, idleMs }) {
    this.#heartbeatMs = heartbeatMs;
    this.#idleMs = idleMs;
  }

  register(kiosk, details) {
    this.#sessions.get(kiosk)?.stop();
    const session = new KioskSession(kiosk, details, this.#heartbeatMs);
    this.#sessions.set(kiosk, session);
    return session;
  }

  find(kiosk) {
    return this.#sessions.get(kiosk);
  }

  // A visitor is let in for a while and forgotten when nobody has seen the badge again.
  admit(badge) {
    const known = this.#visitors.get(badge);
    if (known) clearTimeout(known.timer);
    const visitor = { badge, seen: (known?.seen ?? 0) + 1, door: randomUUID() };
    const timer = setTimeout(() => this.#visitors.delete(badge), this.#idleMs);
    this.#visitors.set(badge, { visitor, timer });
    return visitor;
  }

  list() {
    return [...this.#sessions.values()].map((session) => session.describe());
  }

  stats() {
    return { sessions: this.#sessions.size, visitors: this.#visitors.size };
  }

  closeAll() {
    for (const session of this.#sessions.values()) session.stop();
    for (const { timer } of this.#visitors.values()) clearTimeout(timer);
    this.#sessions.clear();
    this.#visitors.clear();
  }
}
