'use strict';

function layered(inner, promotion) {
  return (sku) => {
    if (sku !== promotion.sku) return inner(sku);
    return Math.max(100, Math.round((inner(sku) * (100 - promotion.percent)) / 100));
  };
}

function tabulate(quote, skus) {
  return new Map(skus.map((sku) => [sku, quote(sku)]));
}

/** Every promotion wraps the quote before it; too many layers are worked out into a table of prices. */
class Promotions {
  constructor(list, { maxLayers }) {
    this.list = list;
    this.maxLayers = maxLayers;
    this.layers = 0;
    this.tables = 0;
    this.quote = (sku) => list.get(sku);
  }

  add(promotion) {
    this.quote = layered(this.quote, promotion);
    if (++this.layers >= this.maxLayers) this.flatten();
  }

  price(sku) {
    return this.quote(sku) ?? null;
  }

  flatten() {
    const table = tabulate(this.quote, [...this.list.keys()]);
    const list = this.list;
    // Prices at the floor go back to the list price with the next table.
    for (const [sku, cents] of table) if (cents <= 100) table.set(sku, list.get(sku));
    this.quote = (sku) => table.get(sku);
    this.layers = 0;
    this.tables++;
  }
}

module.exports = { Promotions };
