'use strict';

/** The last few avatars are held; those before them are found as long as the collector lets them live. */
class AvatarStore {
  #found = new Map();
  #collected = new FinalizationRegistry((key) => {
    if (this.#found.get(key)?.deref() === undefined) this.#found.delete(key);
  });

  constructor(draw, { keep }) {
    this.draw = draw;
    this.recent = new Array(keep).fill(null);
    this.turn = 0;
  }

  get known() {
    return this.#found.size;
  }

  get(user, size) {
    const key = `${user}@${size}`;
    const alive = this.#found.get(key)?.deref();
    if (alive !== undefined) return alive;
    const avatar = this.draw(user, size);
    this.recent[this.turn] = avatar;
    this.turn = (this.turn + 1) % this.recent.length;
    this.#found.set(key, new WeakRef(avatar));
    this.#collected.register(avatar, avatar.user);
    return avatar;
  }
}

module.exports = { AvatarStore };
