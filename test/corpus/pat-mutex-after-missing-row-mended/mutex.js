class Mutex {
  #held = false;
  #waiters = [];

  acquire() {
    if (!this.#held) {
      this.#held = true;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  release() {
    const next = this.#waiters.shift();
    if (next === undefined) this.#held = false;
    else next();
  }
}

const locks = new Map();
exports.lockOf = (key) => {
  let lock = locks.get(key);
  if (lock === undefined) locks.set(key, (lock = new Mutex()));
  return lock;
};
