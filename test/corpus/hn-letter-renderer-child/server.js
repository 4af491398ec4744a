'use strict';
const http = require('node:http');
const path = require('node:path');
const { fork } = require('node:child_process');

const renderer = fork(path.join(__dirname, 'renderer.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
const waiting = new Map();
let last = 0;

renderer.on('message', ({ id, html, error }) => {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  if (error) reject(new Error(error));
  else resolve(html);
});
process.once('exit', () => renderer.kill());

function render(template, values) {
  const id = ++last;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    renderer.send({ id, template, values });
  });
}

http
  .createServer(async (req, res) => {
    if (req.method !== 'POST') return res.end('ok');
    const template = req.url.split('/')[2];
    let text = '';
    for await (const chunk of req) text += chunk;
    try {
      const html = await render(template, JSON.parse(text));
      res.writeHead(200, { 'content-type': 'text/html' }).end(html);
    } catch (error) {
      res.writeHead(422).end(error.message);
    }
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
