const http = require('node:http');
const express = require('express');
const { Server } = require('socket.io');

const app = express();
const server = http.createServer(app);
const io = new Server(server);
let n = 0;
app.get('/', (req, res) => {
  const id = ++n;
  io.of('/documents/' + id).emit('changed', { id });
  res.json({ id });
});
server.listen(process.env.PORT, '127.0.0.1');
