const maxAttempts = 4;
const batchSize = 200;

/** Events on their way to the customers' webhooks, delivered in batches, tried again when it fails. */
export class Outbox {
  #pending = [];
  #deliver;
  #delivering = false;
  delivered = 0;
  dropped = 0;

  constructor(deliver, { everyMs }) {
    this.#deliver = deliver;
    setInterval(() => this.#run(), everyMs).unref();
  }

  add(hook, event) {
    this.#pending.push({ hook, event, attempts: 0, queuedAt: Date.now() });
  }

  get waiting() {
    return this.#pending.length;
  }

  async #run() {
    if (this.#delivering || this.#pending.length === 0) return;
    this.#delivering = true;
    try {
      const batch = this.#pending.splice(0, batchSize);
      const outcomes = await Promise.allSettled(batch.map((delivery) => this.#attempt(delivery)));
      outcomes.forEach(({ status }, index) => {
        if (status === 'fulfilled') this.delivered++;
        else this.#retry(batch[index]);
      });
    } finally {
      this.#delivering = false;
    }
  }

  async #attempt(delivery) {
    delivery.attempts++;
    delivery.lastTriedAt = Date.now();
    const { status } = await this.#deliver(delivery.hook, {
      ...delivery.event,
      attempt: delivery.attempts,
      age: delivery.lastTriedAt - delivery.queuedAt,
    });
    if (status >= 300) throw new Error(`webhook answered ${status}`);
  }

  #retry(delivery) {
    if (delivery.attempts >= maxAttempts) {
      this.dropped++;
      return;
    }
    this.#pending.push(delivery);
  }
}
