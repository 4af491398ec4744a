'use strict';
const net = require('node:net');
const readline = require('node:readline');
const { once } = require('node:events');

const LINES_PER_CONNECTION = 150;

/** Acknowledges every booking, and closes a connection after so many of them, as the bank's gateway does. */
async function startLedger() {
  const server = net.createServer((socket) => {
    let lines = 0;
    socket.on('error', () => {});
    readline.createInterface({ input: socket }).on('line', (line) => {
      if (lines >= LINES_PER_CONNECTION) return;
      socket.write(`ACK ${line.split('|', 1)[0]}\n`);
      if (++lines === LINES_PER_CONNECTION) socket.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

module.exports = { startLedger };
