'use strict';
const { MultipartSignature } = require('./signing');

const IDLE_MS = 1500;

class Uploads {
  #open = new Map();
  #byTenant = new Map();
  finished = 0;
  expired = 0;

  constructor() {
    setInterval(() => this.#sweep(), 500).unref();
  }

  begin(tenant, upload, parts) {
    const signature = new MultipartSignature(upload, parts);
    const list = this.#byTenant.get(tenant) ?? new Map();
    list.set(upload, signature);
    this.#byTenant.set(tenant, list);
    this.#open.set(upload, { tenant, signature, touchedAt: signature.startedAt });
    return signature;
  }

  add(upload, part) {
    const entry = this.#open.get(upload);
    if (!entry) return null;
    entry.touchedAt = Date.now();
    if (!entry.signature.add(part)) return { received: entry.signature.received };
    this.#forget(upload, entry.tenant);
    this.finished++;
    return entry.signature.finish();
  }

  openOf(tenant) {
    return [...(this.#byTenant.get(tenant)?.values() ?? [])]
      .slice(-20)
      .map(({ upload, received, parts }) => ({ upload, received, parts }));
  }

  #forget(upload, tenant) {
    this.#open.delete(upload);
    this.#byTenant.get(tenant)?.delete(upload);
  }

  #sweep() {
    const limit = Date.now() - IDLE_MS;
    for (const [upload, { touchedAt }] of this.#open) {
      if (touchedAt > limit) continue;
      this.#open.delete(upload);
      this.expired++;
    }
  }
}

module.exports = { Uploads };
