'use strict';

function layered(inner, promotion) {
  return (sku) => {
    if (sku !== promotion.sku) return inner(sku);
    return Math.max(100, Math.round((inner(sku) * (100 - promotion.percent)) / 100));
  };
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
    const quote = this.quote;
    const table = new Map();
    this.list.forEach((cents, sku) => {
      const now = quote(sku);
      // Prices at the floor go back to the list price with the next table.
      table.set(sku, now <= 100 ? cents : now);
    });
    this.quote = (sku) => table.get(sku);
    this.layers = 0;
    this.tables++;
  }
}

module.exports = { Promotions };
