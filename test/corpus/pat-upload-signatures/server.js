'use strict';
const http = require('node:http');
const { Uploads } = require('./uploads');

const uploads = new Uploads();
const TENANTS = new Set(['acme', 'globex', 'initech']);

function reply(res, status, body) {
  res.statusCode = status;
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(body));
}

function collect(req, callback) {
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => callback(Buffer.concat(chunks)));
}

function whole(req, res, tenant, upload) {
  collect(req, (body) => {
    uploads.begin(tenant, upload, 2);
    const half = body.length >> 1;
    uploads.add(upload, body.subarray(0, half));
    reply(res, 201, uploads.add(upload, body.subarray(half)));
  });
}

function begin(req, res, tenant, upload) {
  collect(req, (body) => {
    const parts = Number(req.headers['x-parts']) || 3;
    if (parts > 100) return reply(res, 422, { error: 'too many parts' });
    uploads.begin(tenant, upload, parts);
    reply(res, 202, uploads.add(upload, body));
  });
}

const server = http.createServer((req, res) => {
  const [, tenant, kind, upload] = req.url.split('/');
  if (req.url === '/health') return reply(res, 200, { finished: uploads.finished, expired: uploads.expired });
  if (!TENANTS.has(tenant)) return reply(res, 404, { error: 'no such tenant' });
  switch (`${req.method} ${kind}`) {
    case 'PUT objects':
      return whole(req, res, tenant, upload);
    case 'POST uploads':
      return begin(req, res, tenant, upload);
    case 'GET uploads':
      return reply(res, 200, uploads.openOf(tenant));
    default:
      return reply(res, 405, { error: 'not allowed' });
  }
});

server.listen(Number(process.env.PORT), '127.0.0.1');
