'use strict';

const dgram = require('node:dgram');
const { once } = require('node:events');
const { encode } = require('./packet');

const socket = dgram.createSocket('udp4');
socket.unref();
let lastCall = 0;

function frameOf(sequence) {
  const frame = Buffer.alloc(160);
  for (let index = 0; index < frame.length; index++) frame[index] = 128 + Math.round(90 * Math.sin((sequence * 160 + index) / 6));
  return frame;
}

// The order in which a line over mobile data brings the packets of a short call.
const arrivals = {
  wire: [0, 1, 2, 3, 4, 5, 6, 7, 'bye'],
  mobile: [0, 2, 1, 3, 6, 5, 4, 7, 'bye', 8],
};

/** Checks a line: calls itself over it and says what arrived. */
module.exports = async function testCall(media, port, line) {
  const call = (lastCall = (lastCall + 1) >>> 0);
  const ended = once(media, `end:${call}`, { signal: AbortSignal.timeout(2000) });
  for (const sequence of arrivals[line]) {
    const packet =
      sequence === 'bye' ? { type: 'bye', call, sequence: 0 } : { type: 'media', call, sequence, frame: frameOf(sequence) };
    socket.send(encode(packet), port, '127.0.0.1');
  }
  const [quality] = await ended;
  return { call, line, ...quality };
};
