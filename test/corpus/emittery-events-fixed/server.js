const http = require('node:http');
const Emittery = require('emittery');

const jobs = new Emittery();
let ids = 0;

function start(id) {
  setImmediate(() => jobs.emit(`done:${id}`, { id, ok: true }));
}

http.createServer(async (req, res) => {
  const id = ++ids;
  const done = jobs.once(`done:${id}`);
  start(id);
  res.end(JSON.stringify(await done));
}).listen(process.env.PORT, '127.0.0.1');
