'use strict';

const { OrSet } = require('./or-set');
const { Replicas } = require('./replicas');

/** Carts of the tills of one shop, in step with the replicas of the other nodes. */
class Carts {
  constructor(names) {
    this.clock = 0;
    this.replicas = new Replicas();
    this.carts = new Map();
    for (const name of names) this.replicas.join(name, 0);
  }

  scan(till, article, price) {
    const clock = ++this.clock;
    const cart = this.#cart(till);
    cart.add(`${till}#${clock}`, { article, price });
    return { lines: cart.values().length, clock };
  }

  void(till, article) {
    const clock = ++this.clock;
    return { removed: this.#cart(till).remove((line) => line.article === article, clock), clock };
  }

  checkout(till) {
    const clock = ++this.clock;
    const cart = this.#cart(till);
    const lines = cart.values();
    cart.remove(() => true, clock);
    return { lines: lines.length, total: lines.reduce((sum, { price }) => sum + price, 0) };
  }

  /** What a round of gossip brings: how far each of the others is. */
  gossip(acknowledgements) {
    for (const [name, clock] of acknowledgements) this.replicas.acknowledge(name, clock);
    const seen = this.replicas.seenByAll();
    for (const cart of this.carts.values()) cart.collect(seen);
  }

  #cart(till) {
    let cart = this.carts.get(till);
    if (cart === undefined) this.carts.set(till, (cart = new OrSet()));
    return cart;
  }
}

module.exports = { Carts };
