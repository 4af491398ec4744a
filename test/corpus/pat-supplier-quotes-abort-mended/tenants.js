'use strict';

/** A tenant can be switched off while the service runs; what it has under way is called off then. */
class Tenants {
  #controllers = new Map();

  constructor(names) {
    for (const name of names) this.#controllers.set(name, new AbortController());
  }

  has(name) {
    return this.#controllers.has(name);
  }

  signalOf(name) {
    return this.#controllers.get(name).signal;
  }

  suspend(name) {
    this.#controllers.get(name).abort(new Error(`${name} is suspended`));
    this.#controllers.set(name, new AbortController());
  }
}

module.exports = { Tenants };
