const fastify = require('fastify')({ logger: false });
const { WebSocketServer, WebSocket } = require('ws');

const rooms = new Map();
function roomOf(name) {
  let room = rooms.get(name);
  if (room === undefined) rooms.set(name, (room = { members: new Set(), history: [], closing: null }));
  return room;
}

const hub = new WebSocketServer({ noServer: true });
hub.on('connection', (socket, name) => {
  const room = roomOf(name);
  clearTimeout(room.closing);
  room.closing = null;
  room.members.add(socket);
  for (const message of room.history.slice(-5)) socket.send(JSON.stringify(message));
  socket.on('message', (data) => say(name, JSON.parse(data)));
  socket.on('close', () => {
    room.members.delete(socket);
    if (room.members.size === 0) room.closing ??= setTimeout(() => rooms.delete(name), 3000).unref();
  });
});
fastify.server.on('upgrade', (req, socket, head) => {
  hub.handleUpgrade(req, socket, head, (ws) => hub.emit('connection', ws, req.url.split('/').pop()));
});

function say(name, message) {
  const room = roomOf(name);
  room.history.push({ ...message, at: Date.now() });
  if (room.history.length > 40) room.history.shift();
  const text = JSON.stringify(message);
  for (const member of room.members) if (member.readyState === WebSocket.OPEN) member.send(text);
  if (room.members.size === 0) room.closing ??= setTimeout(() => rooms.delete(name), 3000).unref();
}

// A bot joins some rooms for a while, as the mobile app does.
let asked = 0;
function bot(name) {
  const client = new WebSocket(`ws://127.0.0.1:${process.env.PORT}/rooms/${name}`);
  const heard = [];
  client.on('open', () => {
    client.send(JSON.stringify({ from: 'bot', text: 'hi' }));
    setTimeout(() => client.close(1000), 1000 + Math.random() * 1000);
  });
  client.on('message', (data) => heard.push(data.toString()));
  client.on('error', () => {});
}

fastify.get('/health', async () => 'ok');
fastify.post('/say', async (req) => {
  asked++;
  const name = `room-${Math.floor(asked / 50) % 60}`;
  if (asked % 4 === 0 && hub.clients.size < 150) bot(name);
  say(name, req.body);
  return { room: name, members: roomOf(name).members.size };
});
fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
