const { atom, createStore } = require('jotai/vanilla');
const { atomFamily } = require('jotai/vanilla/utils');

const store = createStore();
const ratesAtom = atom({ EUR: 1, CHF: 0.95, SEK: 11.4 });
const vatAtom = atom({ DE: 0.19, CH: 0.081, SE: 0.25 });

const linesOf = atomFamily(() => atom([]));
const quoteOf = atomFamily((id) =>
  atom((get) => {
    const net = get(linesOf(id)).reduce((sum, { quantity, price }) => sum + quantity * price, 0);
    const vats = get(vatAtom);
    const rates = get(ratesAtom);
    return (country, currency) => {
      const vat = net * vats[country];
      const rate = rates[currency];
      return { id, net: round(net * rate), vat: round(vat * rate), gross: round((net + vat) * rate), currency };
    };
  }),
);

function round(amount) {
  return Math.round(amount * 100) / 100;
}

function quote(id, lines, { country = 'DE', currency = 'EUR' } = {}) {
  store.set(linesOf(id), lines);
  return store.get(quoteOf(id))(country, currency);
}

function setRate(currency, rate) {
  store.set(ratesAtom, (rates) => ({ ...rates, [currency]: rate }));
  return store.get(ratesAtom);
}

module.exports = { quote, setRate };
