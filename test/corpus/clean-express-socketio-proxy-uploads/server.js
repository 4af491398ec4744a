const http = require('node:http');
const crypto = require('node:crypto');
const express = require('express');
const { Server } = require('socket.io');
const { createProxyMiddleware } = require('http-proxy-middleware');
const multer = require('multer');
const jwt = require('jsonwebtoken');
const bcrypt = require('bcryptjs');
const pug = require('pug');

const welcome = pug.compile('main\n  h1= user\n  each role in roles\n    p= role');
const hash = bcrypt.hashSync('password', 4);
const upstream = http.createServer((req, res) => {
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ url: req.url, at: Date.now() }));
});
upstream.listen(0, '127.0.0.1', () => {
  const app = express();
  app.use('/api', createProxyMiddleware({ target: 'http://127.0.0.1:' + upstream.address().port, changeOrigin: true }));
  const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: 1 << 20 } });
  app.post('/pictures', upload.single('picture'), (req, res) => {
    res.json({ bytes: req.file.size, sha: crypto.createHash('sha256').update(req.file.buffer).digest('hex') });
  });
  app.get('/login/:user', async (req, res) => {
    if (!(await bcrypt.compare('password', hash))) return res.sendStatus(401);
    const token = jwt.sign({ sub: req.params.user }, 'a secret of the test', { expiresIn: 60 });
    const { sub } = jwt.verify(token, 'a secret of the test');
    res.cookie('token', token, { httpOnly: true }).send(welcome({ user: sub, roles: ['reader', 'writer'] }));
  });
  const server = http.createServer(app);
  new Server(server, { cors: { origin: '*' } }).on('connection', (socket) => socket.on('say', (text) => socket.broadcast.emit('say', text)));
  server.listen(Number(process.env.PORT), '127.0.0.1');
});
