// Misbehaves at the request number AT (the first one is 1), in the way that FAULT names. PORT from the environment;
// BALLAST fills the heap with that many small objects, so that a snapshot takes its time; LEAK keeps an object a request.
const http = require('node:http');
const inspector = require('node:inspector');

const at = Number(process.env.AT ?? Number.POSITIVE_INFINITY);
globalThis.ballast = Array.from({ length: Number(process.env.BALLAST ?? 0) }, (_, i) => ({ key: `k${i}`, pair: [i, i] }));
const kept = new Map();
let requests = 0;

/** Each is asked at every request and says whether it has dealt with the answer. */
const faults = {
  none: () => false,
  exit: () => requests >= at && process.exit(3),
  throw: () => { if (requests >= at) throw new Error('the cart is empty'); },
  sigkill: () => requests >= at && process.kill(process.pid, 'SIGKILL'),
  say: () => { if (requests === at) console.log(`request ${at} has come`); },
  status: (response) => requests >= at && answer(response, 503),
  hang: () => requests >= at,
  slow: (response) => requests >= at && setTimeout(answer, 30_000, response, 200).hasRef(),
  'rare-status': (response) => requests % at === 0 && answer(response, 500),
  'close-connections': (response) => { response.setHeader('connection', 'close'); },
  'close-inspector': () => { if (requests === at) inspector.close(); },
  'close-inspector-when-idle': () => { if (requests === at) setTimeout(() => inspector.close(), 20); },
};

function answer(response, status) {
  response.statusCode = status;
  response.end('answered');
  return true;
}

const server = http.createServer((request, response) => {
  requests += 1;
  if (process.env.LEAK) kept.set(requests, { at: requests });
  if (!faults[process.env.FAULT ?? 'none'](response)) answer(response, 200);
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('faulty is up'));
