const { basket } = require('./config');

const prices = { 'a-1': 199, 'b-7': 2450, 'c-3': 80 };

exports.add = (session, { sku, quantity }) => {
  session.lines.push({ sku, quantity, price: prices[sku] ?? 100, at: Date.now() });
  if (session.lines.length > basket.mostLines) session.lines.shift();
  return exports.total(session);
};

exports.total = (session) => ({
  visitor: session.visitor,
  lines: session.lines.length,
  cents: session.lines.reduce((sum, line) => sum + line.quantity * line.price, 0),
});
