const express = require('express');
const { createProxyMiddleware } = require('http-proxy-middleware');
const http = require('node:http');

const upstream = http.createServer((req, res) => res.end('{"ok":true}'));
upstream.listen(0, '127.0.0.1', () => {
  const target = 'http://127.0.0.1:' + upstream.address().port;
  const app = express();
  // The target depends on the tenant, so somebody made the proxy inside of the handler.
  app.use((req, res, next) => createProxyMiddleware({ target, logLevel: 'silent' })(req, res, next));
  app.listen(process.env.PORT, '127.0.0.1').setMaxListeners(0);
});
