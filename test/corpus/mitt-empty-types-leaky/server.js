const http = require('node:http');
const mitt = require('mitt');

const replies = mitt();
let calls = 0;

async function call(work) {
  const type = `reply:${++calls}`;
  const reply = new Promise((resolve) => {
    replies.on(type, resolve);
  });
  setImmediate(() => replies.emit(type, work()));
  try {
    return await reply;
  } finally {
    replies.off(type);
  }
}

http.createServer(async (req, res) => {
  res.end(JSON.stringify(await call(() => ({ url: req.url }))));
}).listen(process.env.PORT, '127.0.0.1');
