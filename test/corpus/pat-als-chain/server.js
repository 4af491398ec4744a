const http = require('node:http');
const { AsyncLocalStorage } = require('node:async_hooks');

const storage = new AsyncLocalStorage();
let parent = null;
http.createServer((req, res) => {
  const span = { url: req.url, began: Date.now(), parent };
  storage.run(span, async () => {
    await null;
    // Meant to link the spans of one request, it links all requests.
    parent = storage.getStore();
    res.end('ok');
  });
}).listen(process.env.PORT, '127.0.0.1');
