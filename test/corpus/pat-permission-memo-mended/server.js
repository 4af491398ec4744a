'use strict';

const http = require('node:http');
const policies = require('./lib/policies');
const reports = require('./lib/reports');

function body(req) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    req.on('data', (chunk) => chunks.push(chunk));
    req.on('end', () => {
      try {
        resolve(JSON.parse(Buffer.concat(chunks).toString() || '{}'));
      } catch (error) {
        reject(error);
      }
    });
    req.on('error', reject);
  });
}

async function route(req) {
  const [, resource, id] = req.url.split('?')[0].split('/');
  if (resource === '') return { ok: true };
  if (resource === 'me') {
    const { member, allowed } = policies.permissionsOf(req);
    return { ...member, allowed: [...allowed] };
  }
  if (resource !== 'reports') return null;
  if (req.method === 'GET') return id === undefined ? reports.list(req) : reports.show(req, id);
  if (req.method === 'PUT') return reports.rename(req, id, (await body(req)).title ?? 'Untitled');
  return null;
}

http
  .createServer(async (req, res) => {
    let status = 200;
    let value;
    try {
      value = await route(req);
      if (value === null) [status, value] = [404, { error: 'not found' }];
    } catch (error) {
      status = error instanceof policies.Forbidden ? 403 : error instanceof SyntaxError ? 400 : 500;
      value = { error: error.message };
    }
    const text = JSON.stringify(value);
    res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    res.end(text);
  })
  .listen(process.env.PORT, '127.0.0.1');
