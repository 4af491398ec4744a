const SLOTS = 256;

// Rows go to the nightly export; the last ones are kept for the desk.
class LedgerAdapter {
  constructor() {
    this.slots = new Array(SLOTS).fill(null);
    this.next = 0;
  }

  async create(mapper, props) {
    const row = { ...props, id: `${mapper.name[0]}-${(this.next + 100_000).toString(36)}`, status: 'received' };
    this.slots[this.next++ % SLOTS] = row;
    return row;
  }

  async find(mapper, id) {
    return this.slots.find((row) => row !== null && row.id === id);
  }

  async findAll(mapper, { limit = 20 } = {}) {
    const rows = [];
    for (let i = this.next - 1; i >= 0 && i >= this.next - SLOTS && rows.length < limit; i--) rows.push(this.slots[i % SLOTS]);
    return rows;
  }
}

module.exports = { LedgerAdapter };
