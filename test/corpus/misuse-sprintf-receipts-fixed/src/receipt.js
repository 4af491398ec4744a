import { sprintf } from 'sprintf-js';

const rule = '-'.repeat(40);

export function print({ number, customer = 'walk-in', currency = 'EUR', lines }) {
  const items = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const cents = lines.reduce((sum, line) => sum + line.quantity * line.cents, 0);
  return [
    sprintf('Receipt %s for %s: %d items, %.2f %s', number, customer, items, cents / 100, currency),
    rule,
    ...lines.map(({ name, quantity, cents: each }) => sprintf('%-20s %3d x %8.2f', name, quantity, each / 100)),
    rule,
    sprintf('%-20s %14.2f', 'Total', cents / 100),
    sprintf('%-20s %14.2f', 'VAT 19%', cents - cents / 1.19),
  ];
}
