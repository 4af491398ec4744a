'use strict';
const rates = { standard: 19, reduced: 7, none: 0 };
const MOST = 2000;
const journal = { started: Date.now(), corrections: [], earlier: { count: 0, by: 0 } };

function round(cents, customer, number) {
  const rounded = Math.round(cents);
  if (rounded !== cents) journal.corrections.push({ number, customer, by: rounded - cents, at: Date.now() });
  if (journal.corrections.length >= MOST) sumUp();
  return rounded;
}

function sumUp() {
  for (const { by } of journal.corrections.splice(0, MOST / 2)) {
    journal.earlier.count++;
    journal.earlier.by += by;
  }
}

module.exports = ({ number, customer, lines }) => {
  const vat = {};
  let net = 0;
  for (const { cents, quantity, rate } of lines) {
    const amount = cents * quantity;
    net += amount;
    vat[rate] = (vat[rate] ?? 0) + (amount * rates[rate]) / 100;
  }
  const taxes = Object.entries(vat).map(([rate, cents]) => ({ rate, cents: round(cents, customer, number) }));
  return { number, net, taxes, gross: taxes.reduce((sum, { cents }) => sum + cents, net), corrected: journal.corrections.length > 0 };
};
