'use strict';

const symbols = ['ALFA', 'BETA', 'GAMA', 'DLTA', 'EPSI', 'ZETA'];
const prices = new Map(symbols.map((symbol, index) => [symbol, 100 + index * 17]));
let step = 0;

function advance() {
  step++;
  const symbol = symbols[step % symbols.length];
  const price = prices.get(symbol) * (1 + Math.sin(step * 0.7) * 0.002);
  prices.set(symbol, Math.round(Math.min(Math.max(price, 20), 400) * 100) / 100);
}

exports.update = () => {
  advance();
  return {
    step,
    prices: symbols.map((symbol) => ({ symbol, bid: prices.get(symbol) - 0.05, ask: prices.get(symbol) + 0.05 })),
  };
};
