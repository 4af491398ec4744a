const http = require('node:http');
const { Readable, Writable } = require('node:stream');

const archive = new Writable({ write: (chunk, encoding, done) => done() });
archive.setMaxListeners(0);
http.createServer((req, res) => {
  const source = new Readable({ read() {} });
  source.push('line of ' + req.url);
  source.pipe(archive, { end: false });
  setImmediate(() => {
    source.destroy();
    res.end('archived');
  });
}).listen(process.env.PORT, '127.0.0.1');
