import { inject, injectable, singleton } from 'tsyringe';
import { REQUEST_CONTEXT, RequestContext } from './context';

@singleton()
export class PriceList {
  private readonly cents = new Map<string, number>([['apple', 120], ['pear', 140], ['plum', 90]]);

  price(sku: string): number {
    return this.cents.get(sku) ?? 100;
  }
}

@injectable()
export class OrderService {
  constructor(@inject(REQUEST_CONTEXT) private readonly context: RequestContext, private readonly prices: PriceList) {}

  total(lines: { sku: string; quantity: number }[]) {
    const cents = lines.reduce((sum, line) => sum + this.prices.price(line.sku) * line.quantity, 0);
    return { tenant: this.context.tenant, request: this.context.id, cents };
  }
}
