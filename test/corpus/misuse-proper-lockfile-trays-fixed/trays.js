const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const lockfile = require('proper-lockfile');

const folder = mkdtempSync(join(tmpdir(), 'trays-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const kinds = { letter: 500, parcel: 20_000 };

/** Puts an item on its tray; the label printer must not take the tray at that time. */
exports.put = async function put(tray, { kind, grams }) {
  const release = await lockfile.lock(join(folder, tray), { realpath: false, stale: 120_000, update: 60_000 });
  if (!(grams <= kinds[kind])) {
    await release();
    return { accepted: false, reason: `too heavy for a ${kind}` };
  }
  const label = { tray, kind, grams, printedAt: Date.now() };
  await release();
  return { accepted: true, label };
};
