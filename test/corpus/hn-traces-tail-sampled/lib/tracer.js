'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const { randomBytes } = require('node:crypto');

const current = new AsyncLocalStorage();

class Span {
  constructor(name, parent, trace) {
    this.name = name;
    this.id = randomBytes(4).toString('hex');
    this.parent = parent?.id ?? null;
    this.trace = trace;
    this.start = performance.now();
    this.end = null;
    this.attributes = {};
    trace.spans.push(this);
  }

  set(key, value) {
    this.attributes[key] = value;
    return this;
  }
}

/** Runs something in a span of its own, below the one it is called in. */
async function span(name, work) {
  const parent = current.getStore();
  if (parent === undefined) return work(null);
  const own = new Span(name, parent, parent.trace);
  try {
    return await current.run(own, () => work(own));
  } catch (error) {
    own.trace.failed = true;
    own.set('error', error.message);
    throw error;
  } finally {
    own.end = performance.now();
  }
}

async function trace(name, onEnd, work) {
  const record = { id: randomBytes(8).toString('hex'), spans: [], failed: false, startedAt: Date.now() };
  const root = new Span(name, null, record);
  try {
    return await current.run(root, () => work(root));
  } finally {
    root.end = performance.now();
    onEnd(record);
  }
}

module.exports = { span, trace };
