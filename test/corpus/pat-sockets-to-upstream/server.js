const http = require('node:http');
const net = require('node:net');

const upstream = net.createServer((socket) => { socket.on('error', () => {}); socket.write('hello'); });
upstream.listen(0, '127.0.0.1', () => {
  http.createServer((req, res) => {
    const socket = net.connect(upstream.address().port, '127.0.0.1');
    socket.unref();
    socket.once('data', (greeting) => res.end(greeting));
  }).listen(process.env.PORT, '127.0.0.1');
});
