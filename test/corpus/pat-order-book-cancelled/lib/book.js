'use strict';

class Level {
  constructor(price) {
    this.price = price;
    this.open = 0;
    this.queue = [];
  }
}

/** A book of limit orders of one instrument: price levels, and in each the orders by time. */
class Book {
  #bids = new Map();
  #asks = new Map();
  #byId = new Map();
  #nextId = 1;

  constructor(symbol) {
    this.symbol = symbol;
  }

  #side(side) {
    return side === 'buy' ? this.#bids : this.#asks;
  }

  place(side, price, quantity, owner) {
    const levels = this.#side(side);
    let level = levels.get(price);
    if (level === undefined) levels.set(price, (level = new Level(price)));
    const order = { id: this.#nextId++, side, price, left: quantity, owner, at: Date.now(), state: 'open' };
    level.queue.push(order);
    level.open += quantity;
    this.#byId.set(order.id, order);
    return order;
  }

  cancel(id) {
    const order = this.#byId.get(id);
    if (order === undefined) return false;
    const level = this.#side(order.side).get(order.price);
    order.state = 'cancelled';
    level.open -= order.left;
    this.#byId.delete(id);
    return true;
  }

  best(side) {
    let best = null;
    for (const level of this.#side(side).values()) {
      if (level.open === 0) continue;
      if (best === null || (side === 'buy' ? level.price > best.price : level.price < best.price)) best = level;
    }
    return best;
  }

  take(side, quantity) {
    const fills = [];
    let wanted = quantity;
    for (let level = this.best(side); level !== null && wanted > 0; level = this.best(side)) {
      const order = level.queue[0];
      if (order.state === 'open') {
        const part = Math.min(order.left, wanted);
        order.left -= part;
        level.open -= part;
        wanted -= part;
        fills.push({ price: level.price, quantity: part, maker: order.owner });
      }
      if (order.state !== 'open' || order.left === 0) {
        level.queue.shift();
        this.#byId.delete(order.id);
      }
    }
    return fills;
  }

  depth(side, levels = 5) {
    return [...this.#side(side).values()]
      .filter(({ open }) => open > 0)
      .sort((a, b) => (side === 'buy' ? b.price - a.price : a.price - b.price))
      .slice(0, levels)
      .map(({ price, open }) => [price, open]);
  }
}

module.exports = { Book };
