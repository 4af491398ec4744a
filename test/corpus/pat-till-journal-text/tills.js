'use strict';
const { Journal } = require('./journal');

const PRICES = { coffee: 290, cake: 420, tea: 250, juice: 380 };
const journals = new Map([1, 2, 3].map((till) => [till, new Journal(till, 400)]));
const drawers = new Map([...journals.keys()].map((till) => [till, { cents: 20_000, receipts: 0 }]));

function sell(till, items) {
  const known = items.filter((item) => item in PRICES);
  if (known.length === 0) return null;
  const cents = known.reduce((sum, item) => sum + PRICES[item], 0);
  const drawer = drawers.get(till);
  drawer.cents += cents;
  drawer.receipts++;
  const line = journals.get(till).write('sale', drawer.receipts, known.join('+'), cents, Math.round(cents / 11));
  return { receipt: drawer.receipts, line, cents };
}

function skim(till) {
  const drawer = drawers.get(till);
  const taken = Math.max(0, drawer.cents - 20_000);
  drawer.cents -= taken;
  const journal = journals.get(till);
  journal.write('skim', taken);
  journal.renumber(drawer.receipts % 1000 + 1000);
  return { taken, seals: journal.seals };
}

module.exports = { sell, skim, journals, PRICES };
