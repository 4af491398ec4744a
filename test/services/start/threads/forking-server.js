// A process that it has forked does the work, and keeps it with LEAK.
const http = require('node:http');
const path = require('node:path');
const { fork } = require('node:child_process');

const child = fork(path.join(__dirname, 'forked-job.js'));
const waiting = new Map();
let next = 0;
child.on('message', ({ id, text }) => {
  waiting.get(id).end(text);
  waiting.delete(id);
});
http
  .createServer((request, response) => {
    const id = next++;
    waiting.set(id, response);
    child.send({ id, url: request.url });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
