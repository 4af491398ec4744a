const crossfilter = require('crossfilter2');

const categories = ['lamps', 'chairs', 'tables', 'rugs'];
const rows = Array.from({ length: 320 }, (_, i) => ({
  id: i,
  category: categories[(i * 7) % categories.length],
  day: (i * 13) % 31,
  cents: 900 + ((i * 7919) % 48_000),
}));

const sales = crossfilter(rows);
const byCategory = sales.dimension((sale) => sale.category);
const byPrice = sales.dimension((sale) => sale.cents);
const perCategory = byCategory.group().reduceSum((sale) => sale.cents);

function totals() {
  return perCategory.all().map(({ key, value }) => ({ category: key, cents: value }));
}

function histogram(step) {
  const buckets = byPrice.group((cents) => Math.floor(cents / step) * step).reduceCount();
  const bars = buckets.all().map(({ key, value }) => ({ from: key, to: key + step, sales: value }));
  buckets.dispose();
  return bars;
}

function dearest(count) {
  return byPrice.top(count);
}

function add(sale) {
  sales.add([sale]);
  return sales.size();
}

module.exports = { add, dearest, histogram, totals };
