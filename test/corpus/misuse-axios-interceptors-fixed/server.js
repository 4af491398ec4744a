const axios = require('axios');
const express = require('express');
const http = require('node:http');
const upstream = http.createServer((req, res) => res.end('{"ok":true}'));
upstream.keepAliveTimeout = 60000;
upstream.listen(0, '127.0.0.1', () => {
  const api = axios.create({ baseURL: 'http://127.0.0.1:' + upstream.address().port, proxy: false, httpAgent: new http.Agent({ keepAlive: true }) });
  const app = express();
  app.get('/', async (req, res) => {
    const token = 'token-' + Date.now();
    const id = api.interceptors.request.use((config) => {
      config.headers.authorization = token;
      return config;
    });
    const { data } = await api.get('/');
    api.interceptors.request.eject(id);
    api.interceptors.request.clear();
    res.json(data);
  });
  app.listen(process.env.PORT, '127.0.0.1');
});
