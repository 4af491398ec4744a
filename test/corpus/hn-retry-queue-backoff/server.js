const http = require('node:http');
const { EventEmitter, once } = require('node:events');

const deliveries = new EventEmitter().setMaxListeners(0);
const failed = [];
let n = 0;
async function deliver(hook, attempt = 0) {
  if (Math.random() > 0.2) return deliveries.emit(hook.name, 'done');
  if (attempt === 3) {
    failed.push(hook);
    if (failed.length > 100) failed.shift();
    return deliveries.emit(hook.name, 'given up');
  }
  setTimeout(deliver, 500 * 2 ** attempt, hook, attempt + 1);
}

http.createServer(async (req, res) => {
  let body = '';
  for await (const chunk of req) body += chunk;
  const hook = { name: 'hook-' + ++n, ...JSON.parse(body || '{}'), history: [] };
  const settled = once(deliveries, hook.name);
  settled.then(([state]) => hook.history.push(state));
  await deliver(hook);
  res.statusCode = 202;
  res.end(hook.name);
}).listen(process.env.PORT, '127.0.0.1');
