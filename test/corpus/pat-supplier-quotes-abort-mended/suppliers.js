'use strict';

class SupplierError extends Error {}

const suppliers = [
  { name: 'nord', factor: 1.04, ms: 1 },
  { name: 'sued', factor: 0.98, ms: 2 },
  { name: 'ost', factor: 1.11, ms: 1 },
];

/** Asks a supplier for a price; gives up when the signal says so. */
function askSupplier(supplier, article, signal) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      if (supplier.name === 'ost' && article.number.startsWith('X')) {
        reject(new SupplierError(`${supplier.name} does not carry ${article.number}`));
        return;
      }
      resolve({ supplier: supplier.name, cents: Math.round(article.cents * supplier.factor) });
    }, supplier.ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

module.exports = { suppliers, askSupplier, SupplierError };
