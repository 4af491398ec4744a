const http = require('node:http');

const key = Symbol.for('shop.drafts');
globalThis[key] ??= new Proxy(Object.create(null), {
  set(target, key, value) {
    return Reflect.set(target, key, value);
  },
});
const drafts = () => globalThis[key];

let n = 0;
http.createServer((req, res) => {
  const id = `draft-${++n}`;
  drafts()[id] = { id, lines: [], at: Date.now() };
  res.end(id);
}).listen(process.env.PORT, '127.0.0.1');
