'use strict';

const net = require('node:net');

/** A bench scale with its serial line on TCP: `W 3` is answered by `W 3 1250.5 g S`. */
function startScale() {
  const server = net.createServer((socket) => {
    socket.setEncoding('ascii');
    socket.on('error', () => {});
    let rest = '';
    socket.on('data', (text) => {
      const lines = (rest + text).split('\r\n');
      rest = lines.pop();
      for (const line of lines) {
        const [command, number] = line.split(' ');
        if (command === 'T') socket.write(`T ${number} ok\r\n`);
        else if (command === 'W') socket.write(`W ${number} ${(((Number(number) * 379) % 50_000) / 10).toFixed(1)} g S\r\n`);
        else socket.write(`E ${number} unknown command\r\n`);
      }
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
}

module.exports = { startScale };
