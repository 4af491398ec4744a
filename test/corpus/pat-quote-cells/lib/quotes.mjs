import { Computed, Input } from './cells.mjs';

export const rates = {
  copper: new Input(8.4),
  labour: new Input(62),
  freight: new Input(1.15),
  margin: new Input(0.22),
};

const pricePerMetre = new Computed(() => rates.copper.value * 1.3 + rates.labour.value / 40);

class Quote {
  constructor(metres, boxes) {
    this.material = new Computed(() => metres * pricePerMetre.value);
    this.shipping = new Computed(() => boxes * 4.9 * rates.freight.value);
    this.total = new Computed(() => (this.material.value + this.shipping.value) * (1 + rates.margin.value));
  }

  dispose() {
    this.total.dispose();
    this.shipping.dispose();
    this.material.dispose();
  }
}

/** Quotes that customers look at again within minutes, at the price of the day. */
export class QuoteBook {
  #quotes = new Map();
  #limit;

  constructor(limit) {
    this.#limit = limit;
  }

  open(number, { metres, boxes }) {
    this.#quotes.get(number)?.dispose();
    this.#quotes.set(number, new Quote(metres, boxes));
    if (this.#quotes.size > this.#limit) {
      const [oldest, quote] = this.#quotes.entries().next().value;
      this.#quotes.delete(oldest);
      quote.dispose();
    }
    return this.show(number);
  }

  show(number) {
    const quote = this.#quotes.get(number);
    if (quote === undefined) return null;
    const cents = (cell) => Math.round(cell.value * 100);
    return { number, material: cents(quote.material), shipping: cents(quote.shipping), total: cents(quote.total) };
  }

  latest(count) {
    return [...this.#quotes.keys()].slice(-count).map((number) => this.show(number));
  }
}
