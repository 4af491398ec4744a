'use strict';
const { EventEmitter } = require('node:events');

/** The shop's event bus, and the last hundred orders that went over it. */
class Events {
  constructor() {
    this.bus = new EventEmitter();
    this.lastOrders = [];
    this.bus.on('order', (order) => {
      this.lastOrders.push(order);
      if (this.lastOrders.length > 100) this.lastOrders.shift();
    });
  }

  /** Publishes an order and waits for the warehouse, listening no longer than that. */
  order(order) {
    return new Promise((resolve) => {
      const onPacked = (id) => {
        if (id !== order.id) return;
        this.bus.off('packed', onPacked);
        resolve(order);
      };
      this.bus.on('packed', onPacked);
      this.bus.emit('order', order);
      setImmediate(() => this.bus.emit('packed', order.id));
    });
  }
}

module.exports = { Events };
