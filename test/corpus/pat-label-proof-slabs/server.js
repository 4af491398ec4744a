'use strict';
const http = require('node:http');
const { SlabWriter } = require('./slabs');
const { labelOf, CARRIERS } = require('./zpl');
const { Proofs } = require('./proofs');

const slabs = new SlabWriter();
const proofs = new Proofs();
const spool = [];
const printed = { total: 0, bytes: 0 };

async function readJson(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

function send(res, status, body) {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  res.end(text);
}

function parcelOf(body) {
  if (!(body.carrier in CARRIERS)) return { error: 'unknown carrier' };
  if (!body.code || !body.to?.city) return { error: 'code and to are required' };
  return { ...body, grams: Number(body.grams) || 500, insured: Number(body.value) > 25_000 };
}

async function printLabel(req, res) {
  const parcel = parcelOf(await readJson(req));
  if (parcel.error) return send(res, 422, parcel);
  const label = slabs.write(labelOf(parcel));
  spool.push({ code: parcel.code, label });
  if (parcel.insured) proofs.add(parcel.code, label);
  printed.total++;
  printed.bytes += label.length;
  send(res, 202, { code: parcel.code, bytes: label.length, position: spool.length });
}

// The printer takes what has been spooled; twenty times a second is as fast as it feeds.
setInterval(() => {
  const jobs = spool.splice(0, spool.length);
  for (const { label } of jobs) printed.last = label.length;
}, 50).unref();

const server = http.createServer((req, res) => {
  const [, resource, code] = req.url.split('/');
  if (req.method === 'POST' && resource === 'labels') {
    printLabel(req, res).catch((error) => send(res, 400, { error: error.message }));
  } else if (req.method === 'GET' && resource === 'proofs' && code) {
    const proof = proofs.find(code);
    if (!proof) return send(res, 404, { error: 'no proof' });
    send(res, 200, { code, excerpt: proof.excerpt.toString(), digest: proof.digest });
  } else if (req.method === 'GET' && resource === 'status') {
    send(res, 200, { ...printed, waiting: spool.length, proofs: proofs.size, slabs: slabs.slabs });
  } else {
    send(res, 404, { error: 'not found' });
  }
});

server.listen(Number(process.env.PORT), '127.0.0.1');
