'use strict';

const dgram = require('node:dgram');
const { EventEmitter } = require('node:events');
const { decode } = require('./packet');
const { JitterBuffer } = require('./jitter-buffer');

/** Takes the sound of all calls on one port. */
class MediaServer extends EventEmitter {
  constructor() {
    super();
    this.setMaxListeners(200);
    this.calls = new Map();
    this.over = new Set();
    this.ended = 0;
    this.socket = dgram.createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
    this.socket.on('message', (message) => this.receive(message));
  }

  listen() {
    return new Promise((resolve) => this.socket.bind(0, '127.0.0.1', () => resolve(this.socket.address().port)));
  }

  receive(message) {
    const packet = decode(message);
    if (packet === null) return;
    if (packet.type === 'bye') return this.end(packet.call);
    if (this.over.has(packet.call)) return;
    let buffer = this.calls.get(packet.call);
    if (buffer === undefined) {
      buffer = new JitterBuffer(6);
      this.calls.set(packet.call, buffer);
    }
    buffer.insert(packet.sequence, packet.frame);
  }

  end(call) {
    const buffer = this.calls.get(call);
    if (buffer === undefined) return;
    this.calls.delete(call);
    this.over.add(call);
    if (this.over.size > 1000) this.over.delete(this.over.values().next().value);
    this.ended++;
    this.emit(`end:${call}`, buffer.flush());
  }
}

module.exports = { MediaServer };
