import { spool, linesOf, release } from './spool.mjs';
import { parseLine } from './parse.mjs';

const balances = new Map(Array.from({ length: 12 }, (_, n) => [`acc-${n + 1}`, { cents: 0, bookings: 0 }]));

export class UnknownAccount extends Error {}

/** Books the lines of a statement, all of them or none. */
export function importStatement(account, chunks) {
  const balance = balances.get(account);
  if (!balance) throw new UnknownAccount(account);
  const fd = spool(chunks);
  let sum = 0;
  let number = 0;
  for (const line of linesOf(fd)) {
    number++;
    if (number === 1 && line.startsWith('date;')) continue;
    if (line.trim() === '') continue;
    sum += parseLine(line.trim(), number).cents;
    balance.bookings++;
  }
  release(fd);
  balance.cents += sum;
  return { account, lines: number, sum };
}

export function balanceOf(account) {
  const balance = balances.get(account);
  if (!balance) throw new UnknownAccount(account);
  return { account, ...balance };
}
