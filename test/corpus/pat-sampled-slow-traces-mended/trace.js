'use strict';
const { AsyncLocalStorage } = require('node:async_hooks');

const current = new AsyncLocalStorage();

class Trace {
  constructor(id, name) {
    this.id = id;
    this.name = name;
    this.startedAt = performance.now();
    this.spans = [];
    this.sampled = sampled(id);
  }

  end() {
    this.ms = performance.now() - this.startedAt;
    return this;
  }
}

// The same requests are sampled by all services: the id of the request decides.
function sampled(id) {
  let hash = 0;
  for (let at = 0; at < id.length; at++) hash = (hash * 31 + id.charCodeAt(at)) >>> 0;
  return hash % 40 === 0;
}

function run(id, name, work) {
  const trace = new Trace(id, name);
  return current.run(trace, () => work(trace));
}

async function span(name, work) {
  const trace = current.getStore();
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    trace?.spans.push({ name, at: startedAt - trace.startedAt, ms: performance.now() - startedAt });
  }
}

module.exports = { run, span };
