const http = require('node:http');

let cleaned = 0;
const registry = new FinalizationRegistry((close) => close());
http.createServer((req, res) => {
  const context = { url: req.url, buffers: [new Array(20).fill(1)], open: true };
  // The held function closes over the context, so it can never become garbage.
  registry.register(context, () => {
    context.open = false;
    cleaned++;
  });
  res.end(String(cleaned));
}).listen(process.env.PORT, '127.0.0.1');
