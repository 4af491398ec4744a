'use strict';
const dgram = require('node:dgram');

// Stands for the meters in the cellar: every tenth of them is out of reach.
function startMeters() {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (message, from) => {
    const meter = message.readUInt32BE(2);
    if (meter % 10 === 7) return;
    const answer = Buffer.alloc(14);
    answer.writeUInt16BE(message.readUInt16BE(0), 0);
    answer.writeUInt32BE(meter, 2);
    answer.writeDoubleBE(1000 + (meter * 37) % 900, 6);
    socket.send(answer, from.port, from.address);
  });
  return new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket.address().port)));
}

module.exports = { startMeters };
