'use strict';

class Snapshots {
  #open = new Map();
  #next = 1;

  open(version, purpose) {
    const snapshot = { id: this.#next++, version, purpose, openedAt: Date.now() };
    this.#open.set(snapshot.id, snapshot);
    return snapshot;
  }

  close(snapshot) {
    this.#open.delete(snapshot.id);
  }

  horizon(current) {
    // Map keeps the order of insertion, and versions only rise.
    for (const { version } of this.#open.values()) return version;
    return current;
  }
}

class PriceTable {
  #rows = new Map();
  #version = 0;
  snapshots = new Snapshots();

  constructor(skus) {
    for (const [n, sku] of skus.entries()) this.#rows.set(sku, [{ version: 0, cents: 500 + n * 35, source: 'import' }]);
  }

  begin(purpose) {
    return this.snapshots.open(this.#version, purpose);
  }

  read(sku, { version }) {
    const versions = this.#rows.get(sku);
    if (versions === undefined) return null;
    for (let i = versions.length - 1; i >= 0; i--) {
      if (versions[i].version <= version) return versions[i];
    }
    return null;
  }

  write(sku, cents, source) {
    const versions = this.#rows.get(sku);
    versions.push({ version: ++this.#version, cents, source });
    this.#vacuum(versions);
    return this.#version;
  }

  #vacuum(versions) {
    const horizon = this.snapshots.horizon(this.#version);
    let dead = 0;
    while (dead + 1 < versions.length && versions[dead + 1].version <= horizon) dead++;
    if (dead > 0) versions.splice(0, dead);
  }

  skus() {
    return [...this.#rows.keys()];
  }
}

module.exports = { PriceTable };
