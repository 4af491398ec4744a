'use strict';
const http = require('node:http');
const { createStore } = require('./store');

const store = createStore();

const open = (tenant, { subject }) => {
  const { number } = store.dispatch({ type: 'ticket/opened', tenant, subject, number: store.getState().opened + 1, at: Date.now() });
  return { number };
};

const summary = (tenant) => {
  const tickets = store.getState().tickets[tenant] ?? [];
  return { tenant, newest: tickets.slice(-3).map(({ number, subject }) => `#${number} ${subject}`) };
};

http
  .createServer((req, res) => {
    const [, resource, tenant] = req.url.split('/');
    const send = (status, value) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(value));
    };
    if (resource === 'health') return send(200, { opened: store.getState().opened });
    if (resource !== 'tickets' || store.getState().settings[tenant] === undefined) return send(404, { error: 'unknown tenant' });
    if (req.method === 'GET') return send(200, summary(tenant));
    let text = '';
    req.setEncoding('utf8');
    req.on('data', (part) => (text += part));
    req.on('end', () => {
      try {
        send(201, open(tenant, JSON.parse(text)));
      } catch (error) {
        send(400, { error: error.message });
      }
    });
  })
  .listen(process.env.PORT, '127.0.0.1');
