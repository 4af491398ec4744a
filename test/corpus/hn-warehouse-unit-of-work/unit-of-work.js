'use strict';

// The entities one request works on, each loaded once. What others commit meanwhile is marked as stale.
class UnitOfWork {
  #pool;
  #changes;
  #connection = null;
  #identities = new Map();
  #dirty = new Set();
  #onChange = ({ id, version }) => {
    const entity = this.#identities.get(id);
    if (entity && entity.version < version && !this.#dirty.has(entity)) entity.stale = true;
  };

  constructor(pool, changes) {
    this.#pool = pool;
    this.#changes = changes;
  }

  async begin() {
    this.#connection = await this.#pool.acquire();
    this.#changes.on('article', this.#onChange);
    await this.#connection.query('begin');
  }

  async article(id) {
    const known = this.#identities.get(id);
    if (known && !known.stale) return known;
    const [row] = await this.#connection.query('select article', [id]);
    if (row) this.#identities.set(id, { ...row, stale: false });
    return this.#identities.get(id) ?? null;
  }

  markDirty(entity) {
    this.#dirty.add(entity);
  }

  async commit() {
    const written = [];
    for (const { id, stock } of this.#dirty) written.push(...(await this.#connection.query('update stock', [id, stock])));
    await this.#connection.query('commit');
    this.#close();
    for (const { id, version } of written) this.#changes.emit('article', { id, version });
  }

  async rollback() {
    await this.#connection.query('rollback');
    this.#close();
  }

  #close() {
    this.#changes.off('article', this.#onChange);
    this.#pool.release(this.#connection);
    this.#connection = null;
  }
}

module.exports = { UnitOfWork };
