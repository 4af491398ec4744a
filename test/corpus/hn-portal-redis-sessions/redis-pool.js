'use strict';
const Redis = require('ioredis');

class RedisPool {
  #free = [];
  #waiting = [];
  #open = 0;

  constructor({ port, min, max }) {
    Object.assign(this, { port, min, max });
    for (let i = 0; i < min; i++) this.#free.push(this.#connect());
  }

  #connect() {
    this.#open++;
    const client = new Redis({ port: this.port, host: '127.0.0.1', enableReadyCheck: false, maxRetriesPerRequest: 2, disableClientInfo: true });
    client.on('error', (error) => console.error('redis', error.message));
    return client;
  }

  async use(work) {
    const client = await this.#take();
    try {
      return await work(client);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(client);
      else this.#free.push(client);
    }
  }

  #take() {
    if (this.#free.length > 0) return this.#free.pop();
    if (this.#open < this.max) return this.#connect();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  stats() {
    return { open: this.#open, free: this.#free.length, waiting: this.#waiting.length };
  }
}

module.exports = { RedisPool };
