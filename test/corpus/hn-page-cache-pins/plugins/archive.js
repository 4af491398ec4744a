'use strict';
const { PageCache, PAGE_BYTES } = require('../lib/page-cache');

const PAGES = 2_000_000;
const ENTRIES = PAGE_BYTES / 64;

/** app.archive: entries of the ledger by number. */
async function archive(app, { maxPages }) {
  const cache = new PageCache({ maxPages });

  app.decorate('archive', {
    stats: () => cache.stats,
    async read(entry, { checked }) {
      const page = await cache.pin(Math.floor(entry / ENTRIES) % PAGES);
      try {
        const word = page.bytes.readUInt32LE((entry % ENTRIES) * 64);
        if (checked && word % 16 === 0) return { entry, error: 'checksum differs' };
        return { entry, amount: word % 100_000, page: page.number };
      } finally {
        cache.unpin(page);
      }
    },
  });
}

archive[Symbol.for('skip-override')] = true;
module.exports = archive;
