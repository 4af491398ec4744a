'use strict';
const { Dictionary } = require('./dictionary');

const BLOCK_ROWS = 2048;
const BLOCKS = 6;

class ScanLog {
  depots = new Dictionary();
  articles = new Dictionary();
  #blocks = [];

  append(scan) {
    let block = this.#blocks.at(-1);
    if (block === undefined || block.rows === BLOCK_ROWS) block = this.#open();
    const row = block.rows++;
    block.at[row] = scan.at;
    block.depot[row] = this.depots.encode(scan.depot);
    block.article[row] = this.articles.encode(scan.article);
    block.quantity[row] = scan.quantity;
    block.notes.push(scan.note);
  }

  #open() {
    const block = {
      rows: 0,
      at: new Float64Array(BLOCK_ROWS),
      depot: new Uint16Array(BLOCK_ROWS),
      article: new Uint16Array(BLOCK_ROWS),
      quantity: new Int16Array(BLOCK_ROWS),
      notes: [],
    };
    this.#blocks.push(block);
    if (this.#blocks.length > BLOCKS) this.#blocks.shift();
    return block;
  }

  byDepot(name) {
    const depot = this.depots.encode(name);
    const totals = new Map();
    for (const block of this.#blocks) {
      for (let row = 0; row < block.rows; row++) {
        if (block.depot[row] !== depot) continue;
        const article = this.articles.decode(block.article[row]);
        totals.set(article, (totals.get(article) ?? 0) + block.quantity[row]);
      }
    }
    return [...totals].sort((a, b) => b[1] - a[1]).slice(0, 5);
  }
}

module.exports = { ScanLog };
