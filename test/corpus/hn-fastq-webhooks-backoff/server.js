const http = require('node:http');
const express = require('express');
const fastq = require('fastq');

const outcomes = new Map();
const deadLetters = [];
setInterval(() => {
  const before = Date.now() - 6000;
  for (const [id, outcome] of outcomes) if (outcome.at < before) outcomes.delete(id);
}, 1000).unref();

const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });
let receiverPort;

function post(payload) {
  return new Promise((resolve, reject) => {
    const req = http.request({ host: '127.0.0.1', port: receiverPort, method: 'POST', path: '/in', agent }, (res) => {
      res.resume();
      res.on('end', () => resolve(res.statusCode));
    });
    req.on('error', reject);
    req.end(payload);
  });
}

const deliveries = fastq.promise(async (job) => {
  job.attempts++;
  const status = await post(job.payload);
  job.trail.push({ status, at: Date.now() });
  if (status < 300) return outcomes.set(job.id, { state: 'delivered', trail: job.trail, at: Date.now() });
  if (job.attempts === 3) {
    deadLetters.push(job);
    if (deadLetters.length > 200) deadLetters.shift();
    return outcomes.set(job.id, { state: 'dead', trail: job.trail, at: Date.now() });
  }
  setTimeout(() => deliveries.push(job), 400 * 2 ** job.attempts * Math.random());
}, 20);

const app = express();
app.get('/health', (_req, res) => res.send('ok'));
app.get('/hooks/:id', (req, res) => res.json(outcomes.get(req.params.id) ?? { state: 'pending' }));
app.post('/hooks', express.json(), (req, res) => {
  deliveries.push({ id: req.body.id, payload: JSON.stringify({ ...req.body, sentAt: new Date() }), attempts: 0, trail: [] });
  res.status(202).json({ queued: deliveries.length() });
});

const receiver = http.createServer((req, res) => {
  req.resume();
  res.statusCode = Math.random() < 0.25 ? 503 : 204;
  res.end();
});
receiver.listen(0, '127.0.0.1', () => {
  receiverPort = receiver.address().port;
  app.listen(process.env.PORT, '127.0.0.1');
});
