import PQueue from 'p-queue';

export const suppliers = [
  { name: 'nord', cents: 120, days: 2 },
  { name: 'west', cents: 105, days: 4 },
];

export const shutdown = new AbortController();
process.once('SIGTERM', () => {
  shutdown.abort(new Error('the service stops'));
  setTimeout(() => process.exit(0), 200).unref();
});

// The suppliers' gateway takes four calls at a time.
const queue = new PQueue({ concurrency: 4 });

async function ask(supplier, article, pieces) {
  await new Promise((resolve) => setImmediate(resolve));
  return { supplier: supplier.name, article, cents: supplier.cents * pieces, days: supplier.days + (article.length % 3) };
}

export const quotes = (article, pieces) =>
  Promise.all(suppliers.map((supplier) => queue.add(() => ask(supplier, article, pieces), { signal: shutdown.signal })));
