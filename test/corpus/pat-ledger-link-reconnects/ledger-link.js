'use strict';
const net = require('node:net');
const readline = require('node:readline');
const { EventEmitter } = require('node:events');

const control = new EventEmitter().setMaxListeners(0);
setInterval(() => control.emit('heartbeat', Date.now()), 1000).unref();

/** One connection: the lines that went over it, and how far they are acknowledged. */
class Connection {
  constructor(port, onAck, onClose) {
    this.sent = [];
    this.acked = 0;
    this.alive = true;
    this.socket = net.connect(port, '127.0.0.1').setNoDelay(true);
    this.socket.on('error', () => {});
    readline.createInterface({ input: this.socket }).on('line', (line) => {
      this.acked++;
      onAck(Number(line.slice(4)));
    });
    control.on('heartbeat', this.heartbeat.bind(this));
    this.socket.once('close', () => {
      this.alive = false;
      control.off('heartbeat', this.heartbeat);
      onClose();
    });
  }

  heartbeat(at) {
    if (this.alive && this.sent.length > this.acked) this.heardAt = at;
  }

  send(line) {
    this.sent.push(line);
    this.socket.write(line + '\n');
  }
}

class LedgerLink {
  #open = new Map();
  #number = 0;
  #reconnects = 0;

  constructor(port) {
    this.port = port;
    this.#connect();
  }

  #connect() {
    this.connection = new Connection(
      this.port,
      (number) => {
        this.#open.get(number)?.resolve(number);
        this.#open.delete(number);
      },
      () => {
        this.#reconnects++;
        this.#connect();
        for (const { line } of this.#open.values()) this.connection.send(line);
      },
    );
  }

  book({ account, cents, purpose }) {
    const number = ++this.#number;
    const line = `${number}|${account}|${cents}|${new Date().toISOString()}|${purpose}`;
    return new Promise((resolve) => {
      this.#open.set(number, { line, resolve });
      this.connection.send(line);
    });
  }

  state() {
    return { open: this.#open.size, booked: this.#number - this.#open.size, reconnects: this.#reconnects };
  }
}

module.exports = { LedgerLink };
