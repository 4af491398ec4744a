const { once } = require('node:events');
const http = require('node:http');

const BATCH = 750;
const FLUSH_MS = 2000;
const MAX_WAITING = 6000;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

class UsageQueue {
  #events = [];
  #sending = false;
  #target;
  dropped = 0;
  delivered = 0;

  constructor(target) {
    this.#target = target;
    setInterval(() => this.flush(), FLUSH_MS).unref();
  }

  get waiting() {
    return this.#events.length;
  }

  add(event) {
    if (this.#events.length >= MAX_WAITING) {
      this.dropped++;
      return;
    }
    this.#events.push({ ...event, at: Date.now() });
    if (this.#events.length >= BATCH) void this.flush();
  }

  async flush() {
    if (this.#sending || this.#events.length === 0) return;
    this.#sending = true;
    const batch = this.#events.splice(0, BATCH);
    try {
      await this.#send(batch);
      this.delivered += batch.length;
    } catch {
      this.#events.unshift(...batch);
    } finally {
      this.#sending = false;
    }
  }

  async #send(batch) {
    const request = http.request({ ...this.#target(), method: 'POST', path: '/v1/usage', agent, headers: { 'content-type': 'application/x-ndjson' } });
    request.end(batch.map((event) => JSON.stringify(event)).join('\n'));
    const [response] = await once(request, 'response');
    response.resume();
    await once(response, 'end');
    if (response.statusCode !== 202) throw new Error(`the collector answered ${response.statusCode}`);
  }
}

module.exports = { UsageQueue };
