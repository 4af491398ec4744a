const http = require('node:http');
const path = require('node:path');
const { Piscina } = require('piscina');

const pool = new Piscina({ filename: path.join(__dirname, 'sieve.js'), minThreads: 1, maxThreads: 3, idleTimeout: 3000 });
http.createServer(async (req, res) => {
  const primes = await pool.run(Number(new URL(req.url, 'http://x').searchParams.get('n')));
  res.end(primes.length + ' of ' + pool.threads.length);
}).listen(process.env.PORT, '127.0.0.1');
