'use strict';
const { createJournal } = require('./journal');

exports.createLedger = function createLedger({ warehouses, foldAbove }) {
  const counter = { moves: 0, folded: 0 };
  const journals = Object.fromEntries(warehouses.map((name) => [name, createJournal(name, counter)]));

  function longest() {
    return Object.values(journals).reduce((a, b) => (b.length() > a.length() ? b : a));
  }

  function tidy() {
    if (counter.moves <= foldAbove) return;
    while (counter.moves > foldAbove / 2) {
      const journal = longest();
      journal.foldOldest(Math.ceil(journal.length() / 2));
    }
    counter.folded++;
  }

  return { journalOf: (name) => journals[name], tidy, stats: () => ({ ...counter }) };
};
