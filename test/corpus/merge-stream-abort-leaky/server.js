const http = require('node:http');
const { createHash } = require('node:crypto');
const { scan } = require('./scanner');

const server = http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  if (req.method === 'PUT' && req.url.startsWith('/files/')) return receive(req, res);
  if (req.url === '/probe') return probe(res);
  res.statusCode = 404;
  res.end();
});

function receive(req, res) {
  const hash = createHash('sha256');
  scan(req);
  req.on('data', (chunk) => hash.update(chunk));
  req.on('error', () => {});
  req.on('end', () => {
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ sha256: hash.digest('hex') }));
  });
}

// The monitoring page checks that an upload can be given up.
function probe(res) {
  const { port } = server.address();
  const headers = { 'content-length': 4096 };
  const upload = http.request({ host: '127.0.0.1', port, method: 'PUT', path: '/files/probe', headers, agent: false });
  upload.on('error', () => {});
  upload.on('close', () => res.end('given up'));
  upload.write(Buffer.alloc(1024, 'x'), () => setTimeout(() => upload.destroy(), 4));
}

server.listen(process.env.PORT, '127.0.0.1');
