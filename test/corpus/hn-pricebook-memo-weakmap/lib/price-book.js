const lines = Array.from({ length: 60 }, (_, i) => ({ sku: `w-${i}`, cents: 400 + ((i * 73) % 900) }));

/** One edition of the price list; it is never changed, a correction makes the next edition. */
export class PriceBook {
  #prices;

  constructor(edition, prices, changes = []) {
    this.edition = edition;
    this.changes = changes;
    this.#prices = prices;
    Object.freeze(this);
  }

  static first() {
    return new PriceBook(1, new Map(lines.map(({ sku, cents }) => [sku, cents])));
  }

  has(sku) {
    return this.#prices.has(sku);
  }

  cents(sku) {
    return this.#prices.get(sku);
  }

  with(sku, cents) {
    const before = this.#prices.get(sku);
    const prices = new Map(this.#prices).set(sku, cents);
    return new PriceBook(this.edition + 1, prices, [{ sku, before: () => before, cents }]);
  }
}
