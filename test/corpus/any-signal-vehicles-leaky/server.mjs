import { createServer } from 'node:http';
import { once } from 'node:events';
import express from 'express';
import { anySignal } from 'any-signal';

const shutdown = new AbortController();
process.once('SIGTERM', () => shutdown.abort());

const telemetry = createServer((req, res) => {
  const id = req.url.slice(1);
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ id, km: 1000 + id.length * 37, battery: 0.8 }));
}).listen(0, '127.0.0.1');
await once(telemetry, 'listening');
const origin = `http://127.0.0.1:${telemetry.address().port}`;

async function lastPosition(vehicle, request) {
  const signal = anySignal([shutdown.signal, request.signal]);
  const answer = await fetch(`${origin}/${encodeURIComponent(vehicle)}`, { signal });
  return answer.json();
}

const app = express();

app.get('/vehicles/:id', async (req, res, next) => {
  const request = new AbortController();
  res.once('close', () => { if (!res.writableEnded) request.abort(); });
  try {
    const { km, battery } = await lastPosition(req.params.id, request);
    res.json({ id: req.params.id, km, range: Math.round(battery * 310) });
  } catch (error) {
    next(error);
  }
});

app.get('/', (req, res) => res.send('fleet'));

const server = app.listen(process.env.PORT, '127.0.0.1');
shutdown.signal.addEventListener('abort', () => { server.close(); telemetry.close(); }, { once: true });
