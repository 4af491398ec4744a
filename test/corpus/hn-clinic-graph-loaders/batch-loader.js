'use strict';

// Collects the ids asked for in one turn, and asks for them together. One per request.
class BatchLoader {
  #fetch;
  #promises = new Map();
  #pending = null;

  constructor(fetch) {
    this.#fetch = fetch;
  }

  load(id) {
    let promise = this.#promises.get(id);
    if (!promise) {
      promise = new Promise((resolve, reject) => this.#enqueue({ id, resolve, reject }));
      this.#promises.set(id, promise);
    }
    return promise;
  }

  #enqueue(entry) {
    if (this.#pending === null) {
      this.#pending = [];
      setImmediate(() => this.#dispatch());
    }
    this.#pending.push(entry);
  }

  async #dispatch() {
    const entries = this.#pending;
    this.#pending = null;
    try {
      const found = await this.#fetch(entries.map(({ id }) => id));
      entries.forEach(({ id, resolve, reject }) => {
        const value = found.get(id);
        if (value) resolve(value);
        else reject(Object.assign(new Error(`${id} is not known`), { status: 404 }));
      });
    } catch (error) {
      for (const { reject } of entries) reject(error);
    }
  }
}

module.exports = { BatchLoader };
