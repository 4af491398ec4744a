'use strict';
const http = require('node:http');
const { randomBytes } = require('node:crypto');
const { setImmediate: tick } = require('node:timers/promises');
const { LogStore } = require('./store/log-store');

const store = new LogStore({ recordsPerSegment: 900, mergeAt: 5 });

async function body(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

function report(device, state) {
  const shadow = store.get(`shadow/${device}`) ?? { version: 0, reported: {}, desired: { interval: 60 } };
  shadow.version++;
  shadow.reported = { ...shadow.reported, ...state, at: new Date().toISOString() };
  store.put(`shadow/${device}`, shadow);
  return { version: shadow.version, delta: shadow.desired };
}

/** A claim is written first, so that the second half of the handshake finds it wherever it arrives. */
async function claim(serial, model) {
  const key = `claim/${serial}`;
  store.put(key, { serial, model, nonce: randomBytes(12).toString('hex'), since: Date.now() });
  await tick();
  const { nonce } = store.get(key);
  store.delete(key);
  return { serial, token: Buffer.from(`${model}:${nonce}`).toString('base64url') };
}

http
  .createServer(async (req, res) => {
    const [, kind, name] = req.url.split('/');
    const answer = (status, value) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(value));
    };
    try {
      if (kind === 'shadows' && req.method === 'PATCH') return answer(200, report(name, await body(req)));
      if (kind === 'shadows') return answer(200, store.get(`shadow/${name}`) ?? {});
      if (kind === 'claims' && req.method === 'POST') return answer(201, await claim(name, (await body(req)).model));
      if (kind === 'statistics') return answer(200, store.statistics);
      answer(404, { error: 'not found' });
    } catch (error) {
      answer(400, { error: error.message });
    }
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
