const http = require('node:http');

// Selective acknowledgement of an upload in pieces: one bit for each byte position that a piece starts at.
class Acknowledged {
  #starts = 0n;
  #next = 0;

  piece(length) {
    const start = this.#next;
    this.#next += length;
    this.#starts |= 1n << BigInt(start);
    return start;
  }

  has(start) {
    return ((this.#starts >> BigInt(start)) & 1n) === 1n;
  }
}

const acknowledged = new Acknowledged();

http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  let length = 0;
  req.on('data', (chunk) => (length += chunk.length));
  req.on('end', () => {
    const start = acknowledged.piece(length);
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ start, length }));
  });
}).listen(process.env.PORT, '127.0.0.1');
