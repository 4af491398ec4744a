const http = require('node:http');
const { SegmentStore } = require('./segments');

const store = new SegmentStore({ segmentBytes: 192 * 1024, segments: 6 });
const recent = new Array(256).fill(null);
let written = 0;

async function readJson(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

const server = http.createServer(async (req, res) => {
  res.setHeader('content-type', 'application/json');
  try {
    if (req.method === 'PUT' && req.url.startsWith('/documents/')) {
      const key = decodeURIComponent(req.url.slice('/documents/'.length));
      const document = await readJson(req);
      await store.put(key, { ...document, stored: Date.now() });
      recent[written++ % recent.length] = key;
      res.statusCode = 201;
      return res.end(JSON.stringify({ key, documents: store.size }));
    }
    if (req.method === 'GET' && req.url === '/documents/any') {
      const key = recent[Math.floor(Math.random() * Math.min(written, recent.length))];
      const document = key === undefined ? null : await store.get(key);
      return res.end(JSON.stringify({ key: key ?? null, document }));
    }
    if (req.url === '/health') return res.end(JSON.stringify({ documents: store.size, segments: store.segments }));
    res.statusCode = 404;
    res.end('{"error":"not found"}');
  } catch (error) {
    res.statusCode = 500;
    res.end(JSON.stringify({ error: error.message }));
  }
});

store.open().then(() => server.listen(process.env.PORT, '127.0.0.1'));
