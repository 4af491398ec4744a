import { Journal } from './journal.mjs';

const openLimit = 1200;

/** Orders that are open, in memory; the journal has what happened to them. */
export class OrderStore {
  #open = new Map();
  #journal = new Journal({ maxBytes: 64 * 1024, keep: 3 });
  #last = 0;
  #closedEarly = 0;

  async place(customer, lines) {
    const order = { number: ++this.#last, customer, lines, placedAt: Date.now(), state: 'open' };
    await this.#journal.append({ type: 'placed', order });
    this.#open.set(order.number, order);
    if (this.#open.size > openLimit) await this.#closeOldest();
    return order;
  }

  async ship(number) {
    const order = this.#open.get(number);
    if (order === undefined) return null;
    this.#open.delete(number);
    await this.#journal.append({ type: 'shipped', number, at: Date.now() });
    return { ...order, state: 'shipped' };
  }

  async shipNext() {
    const number = this.#open.keys().next().value;
    return number === undefined ? null : this.ship(number);
  }

  statistics() {
    return { open: this.#open.size, commits: this.#journal.commits, files: this.#journal.rotations, closedEarly: this.#closedEarly };
  }

  async #closeOldest() {
    const oldest = [...this.#open.keys()].slice(0, openLimit / 4);
    for (const number of oldest) this.#open.delete(number);
    this.#closedEarly += oldest.length;
    await this.#journal.append({ type: 'expired', numbers: oldest });
  }
}
