'use strict';

/** Equal values are one object, for as long as somebody uses it. */
class WeakIntern {
  constructor() {
    this.references = new Map();
    this.registry = new FinalizationRegistry((key) => {
      if (this.references.get(key)?.deref() === undefined) this.references.delete(key);
    });
    this.created = 0;
    this.shared = 0;
  }

  intern(key, create) {
    const existing = this.references.get(key)?.deref();
    if (existing !== undefined) {
      this.shared++;
      return existing;
    }
    const value = create();
    this.references.set(key, new WeakRef(value));
    this.registry.register(value, key);
    this.created++;
    return value;
  }
}

module.exports = { WeakIntern };
