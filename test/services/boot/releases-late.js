// Keeps an entry for each request until a finaliser has run for the request's own object: gone after a few collections.
const { createServer } = require('node:http');
const entries = new Map();
const registry = new FinalizationRegistry((id) => entries.delete(id));
let requests = 0;
createServer((request, response) => {
  const id = requests++;
  const own = { id };
  registry.register(own, id);
  entries.set(id, { id, text: 'x'.repeat(20) + id, more: [id, id, id, id, id, id, id, id] });
  response.end('ok');
}).listen(Number(process.env.PORT), '127.0.0.1');
