import { pipeline } from 'node:stream/promises';
import { LineSplitter } from './line-splitter.mjs';
import { Spill } from './spill.mjs';

const stock = new Map();
const stockLimit = 4000;
const history = [];

function parse(line) {
  const [article, quantity, place] = line.split(',');
  const amount = Number(quantity);
  if (!/^[A-Z]-[\w-]{1,30}$/.test(article) || !Number.isInteger(amount) || place === undefined) return null;
  return { article, amount, place: place.trim() };
}

function take({ article, amount, place }) {
  const known = stock.get(article);
  if (known !== undefined) stock.delete(article);
  stock.set(article, { amount: (known?.amount ?? 0) + amount, place, at: Date.now() });
  if (stock.size > stockLimit) stock.delete(stock.keys().next().value);
}

export async function importCsv(body, { signal }) {
  const rejected = new Spill(4 * 1024);
  let rows = 0;
  try {
    await pipeline(
      body,
      new LineSplitter(),
      async (lines) => {
        for await (const line of lines) {
          const row = parse(line);
          if (row === null) await rejected.add({ line: line.slice(0, 100), number: rows + rejected.count + 1 });
          else {
            take(row);
            rows++;
          }
        }
      },
      { signal },
    );
    const result = { rows, rejected: rejected.count, spilled: rejected.onDisk, sample: rejected.sample(3) };
    history.push({ at: Date.now(), rows, rejected: rejected.count });
    if (history.length > 200) history.splice(0, 50);
    return result;
  } finally {
    await rejected.close();
  }
}

export const find = (article) => stock.get(article) ?? null;
export const latest = (count) => history.slice(-count);
