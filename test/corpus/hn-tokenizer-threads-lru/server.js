'use strict';
const http = require('node:http');
const path = require('node:path');
const { Worker } = require('node:worker_threads');

class Tokenizers {
  constructor(count) {
    this.waiting = new Map();
    this.number = 0;
    this.workers = Array.from({ length: count }, () => {
      const worker = new Worker(path.join(__dirname, 'tokenizer.js'), { workerData: { remember: 2500 } });
      worker.on('message', ({ number, tokens }) => {
        this.waiting.get(number)(tokens);
        this.waiting.delete(number);
      });
      return worker;
    });
  }

  tokens(text) {
    const number = ++this.number;
    return new Promise((resolve) => {
      this.waiting.set(number, resolve);
      this.workers[number % this.workers.length].postMessage({ number, text });
    });
  }
}

const tokenizers = new Tokenizers(2);

http
  .createServer(async (req, res) => {
    if (req.method !== 'POST') return res.end('ok');
    let text = '';
    for await (const chunk of req) text += chunk;
    const tokens = await tokenizers.tokens(JSON.parse(text).text);
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ count: tokens.length, first: tokens.slice(0, 8) }));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
