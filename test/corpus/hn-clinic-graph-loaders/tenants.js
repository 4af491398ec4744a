'use strict';
const { EventEmitter } = require('node:events');
const { Repository } = require('./repository');

const CLINICS = new Set(['main', ...Array.from({ length: 60 }, (_, n) => `clinic-${n + 1}`)]);
const tenants = new Map();

class Tenant {
  #locks = new Map();

  constructor(name) {
    this.name = name;
    this.events = new EventEmitter();
    this.repository = new Repository(name);
    this.reminders = new Map();
    this.events.on('booked', (appointment) => this.#remind(appointment));
  }

  // A reminder is due some time after the booking; a clinic has 25 under way at most.
  #remind({ id, patient }) {
    if (this.reminders.size >= 25) {
      const [oldest, timer] = this.reminders.entries().next().value;
      clearTimeout(timer);
      this.reminders.delete(oldest);
    }
    const timer = setTimeout(() => this.reminders.delete(id), 3000 + patient.length * 50);
    this.reminders.set(id, timer.unref());
  }

  // What is done for the same key waits for what was begun before.
  async exclusively(key, work) {
    const before = this.#locks.get(key) ?? Promise.resolve();
    const now = before.then(work, work);
    const settled = now.catch(() => {});
    this.#locks.set(key, settled);
    try {
      return await now;
    } finally {
      if (this.#locks.get(key) === settled) this.#locks.delete(key);
    }
  }
}

async function openTenant(name) {
  await new Promise(setImmediate);
  return new Tenant(name);
}

function tenantOf(name) {
  if (!CLINICS.has(name)) return Promise.resolve(null);
  if (!tenants.has(name)) {
    const opening = openTenant(name);
    opening.catch(() => tenants.delete(name));
    tenants.set(name, opening);
  }
  return tenants.get(name);
}

module.exports = { tenantOf };
