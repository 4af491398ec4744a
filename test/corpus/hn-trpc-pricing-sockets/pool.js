const { once } = require('node:events');
const { WebSocket } = require('ws');

const LATENCIES = 512;

class Connection {
  constructor(url) {
    this.socket = new WebSocket(url, { perMessageDeflate: false });
    this.scratch = Buffer.alloc(48 * 1024);
    this.latencies = new Float64Array(LATENCIES);
    this.calls = 0;
    this.pending = null;
    this.socket.on('message', (data) => this.pending?.resolve(JSON.parse(data)));
    this.socket.on('close', () => this.pending?.reject(new Error('the pricing engine hung up')));
    this.socket.on('error', (error) => this.pending?.reject(error));
  }

  async call(message) {
    const started = performance.now();
    const length = this.scratch.write(JSON.stringify(message));
    try {
      return await new Promise((resolve, reject) => {
        this.pending = { resolve, reject };
        this.socket.send(this.scratch.subarray(0, length), { binary: false });
      });
    } finally {
      this.pending = null;
      this.latencies[this.calls++ % LATENCIES] = performance.now() - started;
    }
  }
}

class Pool {
  idle = [];
  waiting = [];
  size = 0;
  #lastOpened = 0;

  constructor({ url, max, growEveryMs }) {
    Object.assign(this, { url, max, growEveryMs });
  }

  async call(message) {
    const connection = this.idle.pop() ?? (await this.#next());
    try {
      return await connection.call(message);
    } finally {
      const waiter = this.waiting.shift();
      if (waiter) waiter(connection);
      else this.idle.push(connection);
    }
  }

  #next() {
    const now = performance.now();
    if (this.size === 0 || (this.size < this.max && now - this.#lastOpened >= this.growEveryMs)) {
      this.size++;
      this.#lastOpened = now;
      return this.#open();
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async #open() {
    const connection = new Connection(this.url());
    await once(connection.socket, 'open');
    return connection;
  }
}

module.exports = { Pool };
