const { AsyncLocalStorage } = require('node:async_hooks');
const { format } = require('node:util');

const CHUNK = 250;
const CHUNKS = 16;

const requests = new AsyncLocalStorage();
const written = [[]];
let serial = 0;

// The lines of a request are kept together until it has ended. Debug lines are dropped unless it has failed.
function inRequest(req, handle) {
  const context = { id: ++serial, began: Date.now(), method: req.method, url: req.url, lines: [], failed: false };
  return requests.run(context, async () => {
    try {
      return await handle();
    } finally {
      settle(context);
    }
  });
}

function settle({ id, method, url, lines, failed }) {
  for (const line of lines) {
    if (line.level > 20 || failed) write({ request: id, method, url, ...line });
  }
}

function write(record) {
  let chunk = written[written.length - 1];
  if (chunk.length >= CHUNK) {
    chunk = [];
    if (written.push(chunk) > CHUNKS) written.shift();
  }
  chunk.push(record);
}

function line(level) {
  return (...parts) => {
    const record = { level, at: new Date().toISOString(), text: format(...parts) };
    const context = requests.getStore();
    if (!context) return write(record);
    context.lines.push(record);
    if (level >= 50) context.failed = true;
  };
}

module.exports = {
  inRequest,
  debug: line(20),
  info: line(30),
  error: line(50),
  last: (count) => written.flat().slice(-count),
};
