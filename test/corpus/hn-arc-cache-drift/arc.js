// Adaptive replacement cache (Megiddo and Modha): t1/t2 hold values, b1/b2 remember keys that were evicted.
class ArcCache {
  #p = 0;
  constructor(capacity) {
    this.capacity = capacity;
    this.t1 = new Map();
    this.t2 = new Map();
    this.b1 = new Set();
    this.b2 = new Set();
  }

  fetch(key, load) {
    const { t1, t2, b1, b2, capacity: c } = this;
    if (t1.has(key) || t2.has(key)) {
      const from = t1.has(key) ? t1 : t2;
      const value = from.get(key);
      from.delete(key);
      t2.set(key, value);
      return value;
    }
    const value = load(key);
    if (b1.has(key)) {
      this.#p = Math.min(c, this.#p + Math.max(1, b2.size / b1.size));
      this.#replace(false);
      b1.delete(key);
      t2.set(key, value);
      return value;
    }
    if (b2.has(key)) {
      this.#p = Math.max(0, this.#p - Math.max(1, b1.size / b2.size));
      this.#replace(true);
      b2.delete(key);
      t2.set(key, value);
      return value;
    }
    if (t1.size + b1.size >= c) {
      if (t1.size < c) {
        first(b1);
        this.#replace(false);
      } else first(t1);
    } else {
      const total = t1.size + t2.size + b1.size + b2.size;
      if (total >= c) {
        if (total >= 2 * c) first(b2);
        this.#replace(false);
      }
    }
    t1.set(key, value);
    return value;
  }

  #replace(inB2) {
    const { t1, t2, b1, b2 } = this;
    if (t1.size + t2.size < this.capacity) return;
    if (t1.size > 0 && (t1.size > this.#p || (inB2 && t1.size === Math.floor(this.#p)))) b1.add(first(t1));
    else if (t2.size > 0) b2.add(first(t2));
    else b1.add(first(t1));
  }
}

function first(collection) {
  const key = collection.keys().next().value;
  collection.delete(key);
  return key;
}

module.exports = { ArcCache };
