const http = require('node:http');
const { createHash } = require('node:crypto');

const KEEP_FOR = 1200; // calls
const TIDY_EVERY = 500; // calls
const PARTS = 3;

const uploads = Object.create(null);
let calls = 0;
let finished = 0;

function tidy() {
  for (const id in uploads) {
    if (calls - uploads[id].touched > KEEP_FOR) delete uploads[id];
  }
}

async function bytesOf(req, most) {
  const chunks = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > most) throw Object.assign(new Error('too large'), { status: 413 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function putPart(req, res, id, part) {
  const bytes = await bytesOf(req, 64 * 1024);
  const upload = (uploads[id] ??= { id, started: Date.now(), touched: 0, parts: new Array(PARTS).fill(null) });
  upload.parts[part] = bytes;
  upload.touched = calls;
  if (upload.parts.every(Boolean)) {
    const hash = createHash('sha256');
    for (const each of upload.parts) hash.update(each);
    delete uploads[id];
    finished++;
    res.writeHead(201, { 'content-type': 'application/json' });
    return res.end(JSON.stringify({ id, sha256: hash.digest('hex') }));
  }
  res.writeHead(202, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ id, received: upload.parts.filter(Boolean).length }));
}

http
  .createServer(async (req, res) => {
    if (++calls % TIDY_EVERY === 0) tidy();
    const match = /^\/uploads\/([\w-]+)\/parts\/([0-2])$/.exec(req.url);
    try {
      if (match && req.method === 'PUT') return await putPart(req, res, match[1], Number(match[2]));
      if (req.url === '/uploads') return res.end(JSON.stringify({ open: Object.keys(uploads).length, finished }));
      res.writeHead(404).end();
    } catch (error) {
      res.writeHead(error.status ?? 500).end(error.message);
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
