const http = require('node:http');
const zlib = require('node:zlib');

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_OPERATION_FLUSH } = zlib.constants;

function openEvents(res) {
  const events = zlib.createBrotliCompress({ params: { [BROTLI_PARAM_QUALITY]: 1, [BROTLI_PARAM_LGWIN]: 12 } });
  res.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'br', 'cache-control': 'no-store' });
  events.pipe(res);
  const send = (name, data) => {
    events.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    events.flush(BROTLI_OPERATION_FLUSH);
  };
  const heartbeat = setInterval(() => send('heartbeat', { at: Date.now() }), 25_000);
  res.on('close', () => {
    clearInterval(heartbeat);
    events.destroy();
  });
  send('hello', { version: 4 });
}

/** The dashboard asks now and then whether the events still come: opens the stream, takes the first bytes, leaves. */
function eventsUp() {
  return new Promise((resolve) => {
    const client = http.get({ host: '127.0.0.1', port: process.env.PORT, path: '/events', agent: false }, (answer) => {
      answer.once('data', () => {
        client.destroy();
        resolve(true);
      });
      answer.on('error', () => {});
    });
    client.on('error', () => resolve(false));
  });
}

let asked = 0;
let up = true;
http.createServer(async (req, res) => {
  if (req.url === '/health') return res.end('ok');
  if (req.url === '/events') return openEvents(res);
  if (asked++ % 10 === 0) up = await eventsUp();
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ up }));
}).listen(process.env.PORT, '127.0.0.1');
