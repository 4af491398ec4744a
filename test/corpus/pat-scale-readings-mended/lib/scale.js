'use strict';

const net = require('node:net');
const { LineReader } = require('./line-reader');

class Scale {
  constructor(port) {
    this.waiting = new Map();
    this.number = 0;
    this.socket = net.connect(port, '127.0.0.1');
    this.socket.setEncoding('ascii');
    this.socket.setNoDelay(true);
    const reader = new LineReader((line) => this.answered(line));
    this.socket.on('data', (text) => reader.push(text));
    this.socket.on('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('the scale went away'));
      this.waiting.clear();
    });
  }

  send(command) {
    const number = String(++this.number);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(number);
        reject(new Error('the scale does not answer'));
      }, 2000);
      this.waiting.set(number, { resolve, reject, timer });
      this.socket.write(`${command} ${number}\r\n`);
    });
  }

  answered(line) {
    const [kind, number, ...rest] = line.split(' ');
    const waiter = this.waiting.get(number);
    if (waiter === undefined) return;
    this.waiting.delete(number);
    clearTimeout(waiter.timer);
    if (kind === 'E') waiter.reject(new Error(rest.join(' ')));
    else waiter.resolve(rest);
  }

  async weigh() {
    const [grams, unit, stable] = await this.send('W');
    return { grams: Number(grams), unit, stable: stable === 'S' };
  }

  async tare() {
    await this.send('T');
  }
}

module.exports = { Scale };
