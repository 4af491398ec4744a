'use strict';
const net = require('node:net');
const { once } = require('node:events');

// The few commands of Redis that the portal needs, for development machines without one.
class Keyspace {
  #values = new Map();

  constructor() {
    setInterval(() => this.#expire(), 100).unref();
  }

  #expire() {
    const now = Date.now();
    for (const [key, { until }] of this.#values) if (until <= now) this.#values.delete(key);
  }

  #live(key) {
    const entry = this.#values.get(key);
    return entry && entry.until > Date.now() ? entry : undefined;
  }

  run([command, key, ...rest]) {
    switch (command.toLowerCase()) {
      case 'set': {
        const px = rest.findIndex((word) => word.toLowerCase() === 'px');
        this.#values.set(key, { value: rest[0], until: px < 0 ? Infinity : Date.now() + Number(rest[px + 1]) });
        return '+OK\r\n';
      }
      case 'get': {
        const entry = this.#live(key);
        return entry ? `$${Buffer.byteLength(entry.value)}\r\n${entry.value}\r\n` : '$-1\r\n';
      }
      case 'incr': {
        const entry = this.#live(key) ?? { value: '0', until: Infinity };
        entry.value = String(Number(entry.value) + 1);
        this.#values.set(key, entry);
        return `:${entry.value}\r\n`;
      }
      case 'pexpire': {
        const entry = this.#live(key);
        if (entry) entry.until = Date.now() + Number(rest[0]);
        return `:${entry ? 1 : 0}\r\n`;
      }
      case 'del':
        return `:${this.#values.delete(key) ? 1 : 0}\r\n`;
      case 'quit':
      case 'client':
        return '+OK\r\n';
      default:
        return `-ERR unknown command ${command}\r\n`;
    }
  }
}

function takeCommand(text) {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return null;
  let at = head[0].length;
  const words = [];
  for (let i = 0; i < Number(head[1]); i++) {
    const end = text.indexOf('\r\n', at);
    if (end < 0) return null;
    const length = Number(text.slice(at + 1, end));
    if (text.length < end + 4 + length) return null;
    words.push(text.slice(end + 2, end + 2 + length));
    at = end + 4 + length;
  }
  return { words, rest: text.slice(at) };
}

async function startRedis() {
  const keys = new Keyspace();
  const server = net.createServer((socket) => {
    let text = '';
    socket.setEncoding('latin1').setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk;
      for (let command; (command = takeCommand(text)); text = command.rest) socket.write(keys.run(command.words));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

module.exports = { startRedis };
