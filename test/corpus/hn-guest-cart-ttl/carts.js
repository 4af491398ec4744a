'use strict';
const { TtlStore } = require('./ttl-store');

const prices = new Map(Array.from({ length: 50 }, (_, n) => [`p${n}`, 199 + n * 45]));
const carts = new TtlStore(2000);
const stats = { carts: 0, items: 0, value: 0, expired: 0 };

function cartOf(guest) {
  let cart = carts.get(guest);
  if (!cart) {
    cart = { lines: new Map(), createdAt: Date.now() };
    carts.set(guest, cart);
  }
  return cart;
}

function add(guest, product, quantity) {
  if (!prices.has(product)) return null;
  const cart = cartOf(guest);
  cart.lines.set(product, Math.min(20, (cart.lines.get(product) ?? 0) + quantity));
  return totals(cart);
}

function totals(cart) {
  let items = 0;
  let cents = 0;
  for (const [product, quantity] of cart.lines) {
    items += quantity;
    cents += quantity * prices.get(product);
  }
  return { items, cents };
}

function checkout(guest) {
  const cart = carts.get(guest);
  if (!cart || cart.lines.size === 0) return null;
  carts.delete(guest);
  return { order: `${guest}-${cart.createdAt.toString(36)}`, ...totals(cart) };
}

// What the dashboard shows of carts that are open; summed up now and then, as there may be many.
setInterval(() => {
  stats.expired += carts.sweep();
  Object.assign(stats, { carts: carts.size, items: 0, value: 0 });
  for (const [, cart] of carts.entries()) {
    const { items, cents } = totals(cart);
    stats.items += items;
    stats.value += cents;
  }
}, 700).unref();

module.exports = { add, checkout, stats, products: [...prices.keys()] };
