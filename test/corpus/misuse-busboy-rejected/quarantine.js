class Quarantine {
  #byTenant = new Map();
  #next = 1;

  open(tenant, name, mime) {
    let files = this.#byTenant.get(tenant);
    if (!files) this.#byTenant.set(tenant, (files = new Map()));
    const file = { key: this.#next++, tenant, name, mime, parts: [], bytes: 0 };
    files.set(file.key, file);
    return file;
  }

  append(file, chunk) {
    file.parts.push(Buffer.from(chunk));
    file.bytes += chunk.length;
  }

  release(file) {
    const files = this.#byTenant.get(file.tenant);
    files.delete(file.key);
    if (files.size === 0) this.#byTenant.delete(file.tenant);
    return Buffer.concat(file.parts, file.bytes);
  }
}

module.exports = new Quarantine();
