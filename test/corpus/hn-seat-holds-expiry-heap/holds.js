const { randomBytes } = require('node:crypto');

/** Seats on hold, and when each hold ends: a binary heap by time of expiry. */
class HoldBook {
  #byTime = [];
  #byId = new Map();
  #seats = new Map();
  #holdMs;

  constructor({ holdMs }) {
    this.#holdMs = holdMs;
  }

  get heldSeats() {
    this.#release(Date.now());
    return this.#seats.size;
  }

  isHeld(seat) {
    return this.#seats.has(seat);
  }

  open(seats, details) {
    const now = Date.now();
    this.#release(now);
    const hold = { id: randomBytes(9).toString('base64url'), seats, ...details, opened: now, expires: now + this.#holdMs };
    this.#byId.set(hold.id, hold);
    for (const seat of seats) this.#seats.set(seat, hold.id);
    this.#push(hold);
    return hold;
  }

  #release(now) {
    while (this.#byTime.length > 0 && this.#byTime[0].expires <= now) {
      const hold = this.#pop();
      this.#byId.delete(hold.id);
      for (const seat of hold.seats) this.#seats.delete(seat);
    }
  }

  #push(hold) {
    const heap = this.#byTime;
    let at = heap.push(hold) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent].expires <= hold.expires) break;
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = hold;
  }

  #pop() {
    const heap = this.#byTime;
    const top = heap[0];
    const last = heap.pop();
    if (heap.length > 0) {
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && heap[child + 1].expires < heap[child].expires) child++;
        if (heap[child].expires >= last.expires) break;
        heap[at] = heap[child];
        at = child;
      }
      heap[at] = last;
    }
    return top;
  }
}

module.exports = { HoldBook };
