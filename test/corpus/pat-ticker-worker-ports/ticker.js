'use strict';
const { parentPort } = require('node:worker_threads');

// Works out moving averages off the main thread; each subscription gets a port of its own.
const symbols = { OMV: 4120, VOE: 2680, EBS: 5230, VER: 7010 };

parentPort.on('message', ({ symbol, days, port }) => {
  const base = symbols[symbol];
  if (base === undefined) {
    port.postMessage({ error: `no symbol ${symbol}` });
    return;
  }
  const prices = [];
  let price = base;
  for (let day = 0; day < days; day++) {
    price = Math.max(100, price + (((day * 7919 + base) % 201) - 100));
    prices.push(price);
  }
  port.postMessage({ symbol, mean: prices.reduce((sum, each) => sum + each, 0) / days, last: price });
  port.close();
});
