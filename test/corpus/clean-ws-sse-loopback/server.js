const http = require('node:http');
const { once } = require('node:events');
const { WebSocket, WebSocketServer } = require('ws');
const { createChannel, createSession } = require('better-sse');

const prices = createChannel();
const lastPrices = new Map();
let serial = 0;

async function streamPrices(req, res, count) {
  const session = await createSession(req, res, { keepAlive: null, retry: null });
  prices.register(session);
  let left = count;
  for (const symbol of ['ABC', 'XYZ']) {
    const price = 100 + Math.round(Math.random() * 100) / 10;
    lastPrices.set(symbol, price);
    prices.broadcast({ symbol, price, serial: ++serial }, 'price');
    if (--left === 0) break;
  }
  session.push({ until: new Date().toISOString() }, 'end');
  prices.deregister(session);
  setImmediate(() => res.end());
}

// Asks the socket side of this service, the way a client does.
async function quoteOverSocket(symbols) {
  const socket = new WebSocket(`ws://127.0.0.1:${process.env.PORT}/quotes`, { perMessageDeflate: false });
  const answers = [];
  try {
    await once(socket, 'open');
    for (const symbol of symbols) {
      socket.send(JSON.stringify({ symbol }));
      const [data] = await once(socket, 'message');
      answers.push(JSON.parse(data));
    }
  } finally {
    const closed = once(socket, 'close');
    socket.close(1000, 'done');
    await closed;
  }
  return answers;
}

const server = http.createServer((req, res) => {
  const url = new URL(req.url, 'http://localhost');
  if (url.pathname === '/prices') return void streamPrices(req, res, Number(url.searchParams.get('count')) || 1).catch(() => res.destroy());
  if (url.pathname === '/quotes') {
    quoteOverSocket((url.searchParams.get('symbols') ?? 'ABC').split(','))
      .then((quotes) => res.setHeader('content-type', 'application/json').end(JSON.stringify({ quotes, sockets: sockets.clients.size })))
      .catch((error) => res.writeHead(502).end(error.message));
    return;
  }
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ listeners: prices.sessionCount, last: Object.fromEntries(lastPrices) }));
});

const sockets = new WebSocketServer({ server, path: '/quotes', clientTracking: true, maxPayload: 4096 });
sockets.on('connection', (socket) => {
  const heartbeat = setInterval(() => socket.ping(), 15_000);
  socket.on('message', (data) => {
    const { symbol } = JSON.parse(data);
    socket.send(JSON.stringify({ symbol, price: lastPrices.get(symbol) ?? null, at: Date.now() }));
  });
  socket.once('close', () => clearInterval(heartbeat));
  socket.on('error', () => socket.terminate());
});

server.listen(process.env.PORT, '127.0.0.1');
