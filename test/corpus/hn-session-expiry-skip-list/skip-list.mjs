const LEVELS = 8;

class Node {
  constructor(key, value, height) {
    this.key = key;
    this.value = value;
    this.next = new Array(height).fill(null);
  }
}

/** Values in the order of their keys; equal keys in the order they came. */
export class SkipList {
  #head = new Node(-Infinity, null, LEVELS);

  insert(key, value) {
    let height = 1;
    while (height < LEVELS && Math.random() < 0.25) height++;
    const node = new Node(key, value, height);
    let at = this.#head;
    for (let level = LEVELS - 1; level >= 0; level--) {
      while (at.next[level] !== null && at.next[level].key <= key) at = at.next[level];
      if (level >= height) continue;
      node.next[level] = at.next[level];
      at.next[level] = node;
    }
  }

  /** Takes off the front all values whose key is not above the given one. */
  takeUntil(key) {
    const taken = [];
    for (let node = this.#head.next[0]; node !== null && node.key <= key; node = node.next[0]) taken.push(node.value);
    for (let level = 0; level < LEVELS; level++) {
      while (this.#head.next[level] !== null && this.#head.next[level].key <= key) this.#head.next[level] = this.#head.next[level].next[level];
    }
    return taken;
  }
}
