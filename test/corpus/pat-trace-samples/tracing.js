'use strict';
const { AsyncLocalStorage } = require('node:async_hooks');
const { randomBytes } = require('node:crypto');
const zlib = require('node:zlib');

const ONE_IN = 100;
const KEPT_EACH = 6;

const current = new AsyncLocalStorage();
const samples = new Map();
let requests = 0;

function keep(operation, trace) {
  let list = samples.get(operation);
  if (list === undefined) samples.set(operation, (list = []));
  list.push({ id: trace.id, ms: trace.ms, packed: zlib.deflateRawSync(JSON.stringify(trace)) });
  if (list.length > KEPT_EACH) list.shift();
}

/** Records the steps of one request in a hundred. */
function traced(handler) {
  return async (req, res) => {
    if (requests++ % ONE_IN !== 0) return handler(req, res);
    const operation = `${req.method} ${req.url}`;
    const trace = { id: randomBytes(8).toString('hex'), operation, headers: req.headers, steps: [], began: Date.now(), ms: 0 };
    await current.run(trace, () => handler(req, res));
    trace.ms = Date.now() - trace.began;
    keep(operation, trace);
  };
}

async function step(name, work) {
  const trace = current.getStore();
  if (trace === undefined) return work();
  const began = performance.now();
  try {
    return await work();
  } finally {
    trace.steps.push({ name, ms: performance.now() - began });
  }
}

function slowest(count = 5) {
  return [...samples.values()]
    .flat()
    .sort((a, b) => b.ms - a.ms)
    .slice(0, count)
    .map(({ packed }) => JSON.parse(zlib.inflateRawSync(packed).toString('utf8')));
}

module.exports = { traced, step, slowest };
