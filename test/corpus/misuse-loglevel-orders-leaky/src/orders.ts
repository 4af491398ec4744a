export interface Line {
  readonly sku: string;
  readonly quantity: number;
  readonly cents: number;
}

export interface Order {
  readonly id: string;
  readonly customer: string;
  readonly cents: number;
}

let number = 0;

export function place(customer: string, lines: readonly Line[]): Order {
  const cents = lines.reduce((sum, line) => sum + line.quantity * line.cents, 0);
  return { id: `o-${new Date().getFullYear()}-${++number}`, customer, cents };
}
