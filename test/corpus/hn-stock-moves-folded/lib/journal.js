'use strict';

// The moves of a warehouse as a list from the oldest on, before it the balances of what has been folded.
exports.createJournal = function createJournal(name, counter) {
  const opening = new Map();
  let first = null;
  let last = null;
  let length = 0;
  let numbers = 0;

  function append(article, quantity, order) {
    const move = { number: ++numbers, article, quantity, order, at: new Date(), next: null };
    if (last) last.next = move;
    else first = move;
    last = move;
    length++;
    counter.moves++;
    return move;
  }

  function foldOldest(count) {
    for (; first && count > 0; count--) {
      opening.set(first.article, (opening.get(first.article) ?? 0) + first.quantity);
      first = first.next;
      length--;
      counter.moves--;
    }
    if (!first) last = null;
  }

  function stockOf(article) {
    let stock = opening.get(article) ?? 0;
    for (let move = first, seen = 0; move && seen < 500; move = move.next, seen++) {
      if (move.article === article) stock += move.quantity;
    }
    return stock;
  }

  return { name, append, foldOldest, stockOf, length: () => length };
};
