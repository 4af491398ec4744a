const { spawn } = require('node:child_process');
const http = require('node:http');

const jobs = [];
http.createServer((req, res) => {
  const child = spawn('true', { stdio: ['ignore', 'pipe', 'ignore'] });
  jobs.push(child);
  child.once('close', (code) => res.end(String(code)));
}).listen(process.env.PORT, '127.0.0.1');
