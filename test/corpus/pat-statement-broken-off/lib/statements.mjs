import { setTimeout as sleep } from 'node:timers/promises';

const PAGES = 10;
const jobs = new Map();
let numbers = 0;

async function* pagesOf(account) {
  for (let page = 1; page <= PAGES; page++) {
    await sleep(3);
    yield Array.from({ length: 6 }, (_, row) => `${account};${page};${row};${(page * 137 + row * 11) % 1000}\n`).join('');
  }
}

export async function statement(account, res) {
  const job = { number: ++numbers, account, pages: 0, bytes: 0, startedAt: new Date() };
  jobs.set(job.number, job);
  res.writeHead(200, { 'content-type': 'text/csv' });
  for await (const page of pagesOf(account)) {
    if (res.destroyed) return;
    res.write(page);
    job.pages++;
    job.bytes += page.length;
  }
  jobs.delete(job.number);
  res.end();
}

export function running() {
  const [oldest] = jobs.values();
  return { oldest: oldest ?? null, latest: numbers };
}
