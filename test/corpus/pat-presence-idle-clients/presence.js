'use strict';

const IDLE_MS = 3500;

class Presence {
  #clients = new Map();

  constructor() {
    this.sweeper = setInterval(() => this.#sweep(), 700);
    this.sweeper.unref();
  }

  beat(id, details) {
    const client = this.get(id);
    if (client) {
      client.beats++;
      client.screen = details.screen;
      return client;
    }
    const fresh = { id, platform: details.platform, screen: details.screen, version: details.version, beats: 1, seenAt: performance.now() };
    this.#clients.set(id, fresh);
    return fresh;
  }

  get(id) {
    const client = this.#clients.get(id);
    if (client) client.seenAt = performance.now();
    return client;
  }

  ids() {
    return this.#clients.keys();
  }

  all() {
    return this.#clients.values();
  }

  #sweep() {
    const before = performance.now() - IDLE_MS;
    for (const [id, client] of this.#clients) {
      if (client.seenAt < before) this.#clients.delete(id);
    }
  }
}

module.exports = { presence: new Presence() };
