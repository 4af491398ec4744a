/** A cache that drops what was used least often. */
export class LfuCache {
  #limit;
  #entries = new Map();
  #byUses = new Map();
  #fewest = 1;

  constructor(limit) {
    this.#limit = limit;
  }

  get size() {
    return this.#entries.size;
  }

  #bucket(uses) {
    let keys = this.#byUses.get(uses);
    if (keys === undefined) this.#byUses.set(uses, (keys = new Set()));
    return keys;
  }

  #touch(key, entry) {
    const keys = this.#byUses.get(entry.uses);
    keys.delete(key);
    if (keys.size === 0 && this.#fewest === entry.uses) this.#fewest++;
    entry.uses++;
    this.#bucket(entry.uses).add(key);
  }

  get(key) {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#touch(key, entry);
    return entry.value;
  }

  set(key, value) {
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      entry.value = value;
      return this.#touch(key, entry);
    }
    if (this.#entries.size >= this.#limit) this.#evict();
    this.#entries.set(key, { value, uses: 1 });
    this.#bucket(1).add(key);
    this.#fewest = 1;
  }

  #evict() {
    const keys = this.#byUses.get(this.#fewest);
    const [key] = keys;
    keys.delete(key);
    this.#entries.delete(key);
  }
}
