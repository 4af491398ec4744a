'use strict';
const net = require('node:net');
const path = require('node:path');
const { fork } = require('node:child_process');
const { once } = require('node:events');

class Connection {
  #socket;
  #rest = '';
  #waiting = [];

  constructor(port) {
    this.#socket = net.connect(port, '127.0.0.1');
    this.#socket.setNoDelay(true).setEncoding('utf8');
    this.#socket.on('data', (text) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = lines.pop();
      for (const line of lines) {
        const { resolve, reject } = this.#waiting.shift();
        const { error, rows } = JSON.parse(line);
        if (error) reject(new Error(error));
        else resolve(rows);
      }
    });
    this.#socket.on('error', (error) => this.#waiting.splice(0).forEach(({ reject }) => reject(error)));
  }

  query(sql, values = []) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#socket.write(`${JSON.stringify({ sql, values })}\n`);
    });
  }

  end() {
    this.#socket.end();
  }
}

class Pool {
  #idle = [];
  #queue = [];
  #open = 0;
  #port;

  constructor({ max, idleMs }) {
    Object.assign(this, { max, idleMs });
    setInterval(() => this.#reap(), 500).unref();
  }

  async start() {
    const database = fork(path.join(__dirname, 'database.js'), { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    [this.#port] = await once(database, 'message');
    process.once('SIGTERM', () => process.exit(0));
  }

  async acquire() {
    const idle = this.#idle.pop();
    if (idle) return idle.connection;
    if (this.#open < this.max) {
      this.#open++;
      return new Connection(this.#port);
    }
    return new Promise((resolve) => this.#queue.push(resolve));
  }

  release(connection) {
    const next = this.#queue.shift();
    if (next) next(connection);
    else this.#idle.push({ connection, since: Date.now() });
  }

  #reap() {
    const before = Date.now() - this.idleMs;
    while (this.#idle.length > 1 && this.#idle[0].since < before) {
      this.#idle.shift().connection.end();
      this.#open--;
    }
  }

  stats() {
    return { open: this.#open, idle: this.#idle.length, queued: this.#queue.length };
  }
}

module.exports = { Pool };
