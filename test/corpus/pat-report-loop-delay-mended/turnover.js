'use strict';

const BRANCHES = ['graz', 'linz', 'wien', 'wels', 'steyr'];
const ledger = [];
for (let n = 0; n < 3000; n++) {
  ledger.push({ branch: BRANCHES[n % 4], month: (n * 7) % 12, cents: 500 + ((n * 7919) % 90_000) });
}

class EmptyReport extends Error {}

const breathe = () => new Promise((resolve) => setImmediate(resolve));

/** Turnover of a branch by month; long sums give way to others now and then. */
async function turnoverOf(branch) {
  const months = new Array(12).fill(0);
  let bookings = 0;
  for (let at = 0; at < ledger.length; at += 1000) {
    for (const entry of ledger.slice(at, at + 1000)) {
      if (entry.branch !== branch) continue;
      months[entry.month] += entry.cents;
      bookings++;
    }
    await breathe();
  }
  if (bookings === 0) throw new EmptyReport(`no bookings of ${branch}`);
  return { branch, bookings, months, total: months.reduce((sum, cents) => sum + cents, 0) };
}

function compare(a, b) {
  return a.months.map((cents, month) => ({ month: month + 1, difference: cents - b.months[month] }));
}

module.exports = { turnoverOf, compare, EmptyReport, BRANCHES };
