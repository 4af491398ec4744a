const http = require('node:http');

const connections = new Map();
const server = http.createServer((req, res) => {
  const state = connections.get(req.socket);
  state.requests++;
  state.lastUrls.push(req.url + '?' + state.requests);
  if (state.lastUrls.length > 20) state.lastUrls.shift();
  res.end(String(state.requests));
});
server.on('connection', (socket) => {
  connections.set(socket, { since: Date.now(), requests: 0, lastUrls: [] });
  socket.on('close', () => connections.delete(socket));
});
server.listen(process.env.PORT, '127.0.0.1');
