/** Keeps the greatest items it was offered, as a heap with the least of them on top. */
export class BestOf {
  #heap = [];
  #room;
  #compare;

  constructor(room, compare) {
    this.#room = room;
    this.#compare = compare;
  }

  get size() {
    return this.#heap.length;
  }

  get least() {
    return this.#heap[0];
  }

  offer(item) {
    if (this.#room > 0) {
      this.#room--;
      this.#up(this.#heap.push(item) - 1);
      return true;
    }
    if (this.#compare(item, this.least) <= 0) return false;
    this.#heap[0] = item;
    this.#down(0);
    return true;
  }

  #less(a, b) {
    return this.#compare(this.#heap[a], this.#heap[b]) < 0;
  }

  #swap(a, b) {
    [this.#heap[a], this.#heap[b]] = [this.#heap[b], this.#heap[a]];
  }

  #up(index) {
    for (let parent = (index - 1) >> 1; index > 0 && this.#less(index, parent); parent = (index - 1) >> 1) {
      this.#swap(index, parent);
      index = parent;
    }
  }

  #down(index) {
    for (;;) {
      const left = 2 * index + 1;
      let least = index;
      if (left < this.size && this.#less(left, least)) least = left;
      if (left + 1 < this.size && this.#less(left + 1, least)) least = left + 1;
      if (least === index) return;
      this.#swap(index, least);
      index = least;
    }
  }
}
