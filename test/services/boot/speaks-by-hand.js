// Speaks HTTP without Node's HTTP server, on kept connections.
const { createServer } = require('node:net');
createServer((socket) => {
  let held = '';
  socket.setEncoding('latin1').on('data', (text) => {
    held += text;
    for (let end = held.indexOf('\r\n\r\n'); end >= 0; end = held.indexOf('\r\n\r\n')) {
      held = held.slice(end + 4);
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    }
  });
  socket.on('error', () => undefined);
}).listen(Number(process.env.PORT), '127.0.0.1');
