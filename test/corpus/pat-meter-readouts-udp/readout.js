'use strict';
const dgram = require('node:dgram');

const PATIENCE_MS = 200;
let sequence = 0;

class MeterSilent extends Error {}

/** Asks a meter for its count. A socket of its own for each readout: answers carry no more than 16 bits to tell them apart. */
function readMeter(port, meter) {
  return new Promise((resolve, reject) => {
    const socket = dgram.createSocket('udp4');
    const request = Buffer.alloc(6);
    const number = (sequence = (sequence + 1) & 0xffff);
    request.writeUInt16BE(number, 0);
    request.writeUInt32BE(meter, 2);

    const patience = setTimeout(() => {
      reject(new MeterSilent(`meter ${meter} did not answer within ${PATIENCE_MS} ms`));
    }, PATIENCE_MS);

    socket.on('error', (error) => {
      clearTimeout(patience);
      socket.close();
      reject(error);
    });
    socket.on('message', (answer) => {
      if (answer.length < 14 || answer.readUInt16BE(0) !== number) return;
      clearTimeout(patience);
      socket.close();
      resolve({ meter, kwh: answer.readDoubleBE(6) });
    });
    socket.send(request, port, '127.0.0.1');
  });
}

module.exports = { readMeter, MeterSilent };
