const http = require('node:http');

const listeners = [];
http.createServer((req, res) => {
  const view = { url: req.url, update: () => res.end('ok') };
  // The views may go, their references stay.
  listeners.push(new WeakRef(view));
  view.update();
}).listen(process.env.PORT, '127.0.0.1');
