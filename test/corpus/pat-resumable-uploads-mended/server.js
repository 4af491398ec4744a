'use strict';

const http = require('node:http');
const { Uploads, UploadError } = require('./lib/uploads');

const uploads = new Uploads({ idleMs: 1500 });
const stored = new Map();

async function readBody(req, limit = 256 * 1024) {
  const chunks = [];
  let length = 0;
  for await (const chunk of req) {
    length += chunk.length;
    if (length > limit) throw new UploadError(413, 'part too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function json(res, status, value, headers = {}) {
  res.writeHead(status, { 'content-type': 'application/json', ...headers });
  res.end(JSON.stringify(value));
}

function store(file, owner) {
  const files = stored.get(owner) ?? new Map();
  stored.set(owner, files);
  files.set(file.name, { size: file.size, etag: file.etag, at: Date.now() });
}

const routes = [
  ['POST', /^\/users\/([\w-]+)\/uploads$/, async (req, res, owner) => {
    const { name, size } = JSON.parse(await readBody(req));
    const upload = uploads.begin(owner, name, size);
    json(res, 201, { id: upload.id, offset: 0 }, { location: `/uploads/${upload.id}` });
  }],
  ['PUT', /^\/users\/([\w-]+)\/files\/([\w.-]+)$/, async (req, res, owner, name) => {
    const body = await readBody(req);
    const upload = uploads.begin(owner, name, body.length);
    uploads.append(upload.id, 0, body);
    const file = uploads.finish(upload);
    store(file, owner);
    json(res, 201, file);
  }],
  ['PATCH', /^\/uploads\/([\w-]+)$/, async (req, res, id) => {
    const upload = uploads.append(id, Number(req.headers['upload-offset'] ?? 0), await readBody(req));
    if (!upload.complete) return json(res, 200, { offset: upload.offset });
    const file = uploads.finish(upload);
    store(file, upload.owner);
    json(res, 200, file);
  }],
  ['GET', /^\/users\/([\w-]+)\/uploads\/([\w.-]+)$/, async (req, res, owner, name) => {
    const upload = uploads.resume(owner, name);
    json(res, 200, upload && { id: upload.id, offset: upload.offset, size: upload.size });
  }],
  ['GET', /^\/users\/([\w-]+)\/files$/, async (req, res, owner) => {
    json(res, 200, Object.fromEntries(stored.get(owner) ?? []));
  }],
  ['GET', /^\/$/, async (req, res) => json(res, 200, { pending: uploads.pending })],
];

const server = http.createServer(async (req, res) => {
  const path = req.url.split('?')[0];
  for (const [method, pattern, handler] of routes) {
    const match = method === req.method && pattern.exec(path);
    if (!match) continue;
    try {
      await handler(req, res, ...match.slice(1));
    } catch (error) {
      json(res, error.status ?? 500, { error: error.message });
    }
    return;
  }
  json(res, 404, { error: 'not found' });
});

server.listen(process.env.PORT, '127.0.0.1');
