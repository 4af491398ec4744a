import { nanoid } from 'nanoid';

export class PaymentInbox {
  #receipts = new Map();
  #totals = {};

  constructor(methods) {
    for (const method of methods) this.#totals[method] = { paid: 0, refunded: 0 };
  }

  // Providers send an event again until it has been answered, and sometimes afterwards.
  payment(event, signature) {
    const known = this.#receipts.get(event.id);
    if (known !== undefined) return { ...known, repeated: true };
    const receipt = { number: nanoid(12), kind: 'payment', cents: event.cents };
    this.#receipts.set(event.id, receipt);
    if (event.method in this.#totals) this.#totals[event.method].paid += event.cents;
    return { ...receipt, signature };
  }

  refund(event, signature) {
    const reference = `${event.method}:${event.charge}`;
    if (this.#receipts.has(reference)) return { ...this.#receipts.get(reference), repeated: true };
    const cents = Math.min(event.cents, event.limit ?? Infinity);
    if (event.method in this.#totals) this.#totals[event.method].refunded += cents;
    const receipt = { number: nanoid(12), kind: 'refund', cents, reason: event.reason ?? null };
    this.#receipts.set(reference, receipt);
    return { ...receipt, signature };
  }

  totals() {
    return this.#totals;
  }
}
