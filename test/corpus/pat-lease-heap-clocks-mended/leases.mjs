/** Leases that run out: a binary heap by deadline. */
export class Leases {
  #heap = [];

  get size() {
    return this.#heap.length;
  }

  take(owner, ttl) {
    const lease = { owner, deadline: performance.now() + ttl, renewals: 0 };
    this.#up(this.#heap.push(lease) - 1, lease);
    return lease;
  }

  sweep() {
    let gone = 0;
    const now = performance.now();
    while (this.#heap.length > 0 && this.#heap[0].deadline <= now) {
      const last = this.#heap.pop();
      if (this.#heap.length > 0) this.#down(last);
      gone++;
    }
    return gone;
  }

  #up(at, lease) {
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#heap[parent].deadline <= lease.deadline) break;
      this.#heap[at] = this.#heap[parent];
      at = parent;
    }
    this.#heap[at] = lease;
  }

  #down(lease) {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#heap.length) break;
      if (child + 1 < this.#heap.length && this.#heap[child + 1].deadline < this.#heap[child].deadline) child++;
      if (this.#heap[child].deadline >= lease.deadline) break;
      this.#heap[at] = this.#heap[child];
      at = child;
    }
    this.#heap[at] = lease;
  }
}
