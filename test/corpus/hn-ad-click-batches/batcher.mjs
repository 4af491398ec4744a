/** Gathers records and passes them on, when there are `size` of them or after `everyMs`. */
export class Batcher {
  #open = [];
  #unsent = [];
  #sending = false;
  sent = 0;
  failures = 0;

  constructor(deliver, { size, everyMs }) {
    this.deliver = deliver;
    this.size = size;
    setInterval(() => this.flush(), everyMs).unref();
  }

  add(record) {
    this.#open.push(record);
    if (this.#open.length >= this.size) this.flush();
  }

  flush() {
    if (this.#open.length > 0) {
      this.#unsent.push({ records: this.#open, tries: 0 });
      this.#open = [];
    }
    if (!this.#sending) void this.#send();
  }

  async #send() {
    this.#sending = true;
    for (const batch of this.#unsent.filter(({ tries, done }) => !done && tries < 4)) {
      batch.tries++;
      try {
        await this.deliver(batch.records);
        batch.done = true;
        this.sent += batch.records.length;
      } catch {
        this.failures++;
      }
    }
    this.#unsent = this.#unsent.filter(({ tries, done }) => !done && tries < 4);
    this.#sending = false;
  }

  get waiting() {
    return this.#open.length;
  }
}
