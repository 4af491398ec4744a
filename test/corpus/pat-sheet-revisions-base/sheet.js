'use strict';

const ROWS = 80;
const COLUMNS = 30;
const KEPT = 15;

class Sheet {
  #revisions = [];

  constructor(name) {
    this.name = name;
    const cells = Array.from({ length: ROWS }, (_, row) =>
      Array.from({ length: COLUMNS }, (_, column) => ({ value: row * column, note: null })),
    );
    this.#revisions.push({ number: 1, by: 'import', at: Date.now(), cells, base: null });
  }

  get newest() {
    return this.#revisions[this.#revisions.length - 1];
  }

  edit(by, row, column, value) {
    if (!(row >= 0 && row < ROWS && column >= 0 && column < COLUMNS)) throw new RangeError(`no cell ${row}/${column}`);
    const base = this.newest;
    const cells = base.cells.map((line) => line.map((cell) => ({ ...cell })));
    cells[row][column].value = value;
    this.#revisions.push({ number: base.number + 1, by, at: Date.now(), cells, base });
    if (this.#revisions.length > KEPT) {
      this.#revisions.shift();
    }
    return this.newest.number;
  }

  undo() {
    if (this.#revisions.length > 1) this.#revisions.pop();
    return this.newest.number;
  }

  /** What a revision changed, against the one that it was made from. */
  changes(number = this.newest.number) {
    const revision = this.#revisions.find((each) => each.number === number);
    if (revision === undefined || revision.base === null) return [];
    const { base } = revision;
    return revision.cells.flatMap((line, row) =>
      line.flatMap(({ value }, column) => (value === base.cells[row][column].value ? [] : [{ row, column, value }])),
    );
  }

  history() {
    return this.#revisions.map(({ number, by, at }) => ({ number, by, at }));
  }
}

module.exports = { Sheet };
