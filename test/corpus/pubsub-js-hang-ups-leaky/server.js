const http = require('node:http');
const PubSub = require('pubsub-js');

const WAIT_MS = 12;

/** A long poll: the next message of the room, or 204 when none comes in time. */
function nextMessage(room, req, res) {
  const answer = (status, message) => {
    clearTimeout(timer);
    PubSub.unsubscribe(token);
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(message && JSON.stringify(message));
  };
  const token = PubSub.subscribe(`room.${room}`, (topic, message) => answer(200, message));
  const timer = setTimeout(answer, WAIT_MS, 204);
  res.once('close', () => clearTimeout(timer));
}

async function say(room, req, res) {
  let text = '';
  for await (const chunk of req) text += chunk;
  PubSub.publish(`room.${room}`, { room, text, at: Date.now() });
  res.writeHead(202).end();
}

const server = http.createServer((req, res) => {
  const [, collection, room] = req.url.split('/');
  if (collection === 'health') return res.end('ok');
  if (collection === 'probe') return probe(res);
  if (collection !== 'rooms' || !room) return res.writeHead(404).end();
  return req.method === 'POST' ? say(room, req, res) : nextMessage(room, req, res);
});

// The monitoring opens a long poll and gives it up before there is an answer.
function probe(res) {
  const { port } = server.address();
  const poll = http.get({ host: '127.0.0.1', port, path: '/rooms/probe', agent: false });
  poll.on('error', () => {});
  poll.on('close', () => res.end('given up'));
  poll.on('socket', (socket) => socket.once('connect', () => setTimeout(() => poll.destroy(), 4)));
}

server.listen(process.env.PORT, '127.0.0.1');
