'use strict';
const { suppliers, askSupplier } = require('./suppliers');

const articles = new Map();
for (let n = 0; n < 40; n++) {
  const number = `${n % 10 === 9 ? 'X' : 'A'}${100 + n}`;
  articles.set(number, { number, name: `Hinge ${n}`, cents: 150 + n * 35 });
}

async function quote(number, quantity, signal) {
  const article = articles.get(number);
  if (!article) return null;
  const settled = await Promise.allSettled(suppliers.map((supplier) => askSupplier(supplier, article, signal)));
  const offers = settled.filter(({ status }) => status === 'fulfilled').map(({ value }) => value);
  const missing = settled.filter(({ status }) => status === 'rejected').map(({ reason }) => reason.message);
  if (offers.length === 0) throw new Error('no offers');
  const best = offers.reduce((least, offer) => (offer.cents < least.cents ? offer : least));
  return { article: article.name, best: { ...best, total: best.cents * quantity }, offers, missing };
}

module.exports = { quote, articles };
