const symbols = ['ALV', 'BAS', 'BMW', 'SAP', 'SIE'];
const prices = new Map(symbols.map((symbol, i) => [symbol, { symbol, cents: 10_000 + i * 1_700, at: Date.now() }]));
const watchers = new Set();

setInterval(() => {
  for (const symbol of symbols) {
    const { cents } = prices.get(symbol);
    prices.set(symbol, { symbol, cents: Math.max(100, cents + Math.round(Math.sin(Date.now() / 900) * 25)), at: Date.now() });
  }
  for (const watcher of watchers) {
    watcher.latest = prices.get(watcher.symbol);
    watcher.wake?.();
  }
}, 250).unref();

export const known = (symbol) => prices.has(symbol);

/** The price now and whenever it moves; who is slow gets the latest one only. */
export async function* watch(symbol) {
  const watcher = { symbol, latest: prices.get(symbol), wake: null };
  watchers.add(watcher);
  try {
    for (;;) {
      if (watcher.latest === null) {
        await new Promise((resolve) => (watcher.wake = resolve));
        watcher.wake = null;
      }
      const price = watcher.latest;
      watcher.latest = null;
      if (price !== null) yield price;
    }
  } finally {
    watchers.delete(watcher);
  }
}
