const http = require('node:http');

http.createServer((req, res) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => res.end('double is ' + data);
  port2.onmessage = ({ data }) => port2.postMessage(data * 2);
  port1.postMessage(21);
}).listen(process.env.PORT, '127.0.0.1');
