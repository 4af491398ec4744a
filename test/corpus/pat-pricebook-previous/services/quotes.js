import { PriceBook } from '../lib/price-book.js';

const REPRICE_EVERY = 300;

/** Quotes that were worked out, by edition of the price list: they go with it. */
const quotesOf = new WeakMap();

export class QuoteService {
  #book = PriceBook.first();
  #asked = 0;

  get edition() {
    return this.#book.edition;
  }

  get changes() {
    return this.#book.changes.map(({ sku, before, cents }) => ({ sku, before: before(), cents }));
  }

  quote(customer, sku, amount) {
    if (!this.#book.has(sku)) return null;
    if (++this.#asked % REPRICE_EVERY === 0) this.#reprice();
    const book = this.#book;
    let quotes = quotesOf.get(book);
    if (!quotes) quotesOf.set(book, (quotes = new Map()));
    const key = `${customer}/${sku}/${amount}`;
    let quote = quotes.get(key);
    if (!quote) {
      const off = amount >= 100 ? 0.12 : amount >= 20 ? 0.05 : 0;
      quote = { customer, sku, amount, edition: book.edition, cents: Math.round(book.cents(sku) * amount * (1 - off)) };
      quotes.set(key, quote);
    }
    return quote;
  }

  /** The buyers' market moves: one price a time. */
  #reprice() {
    const sku = `w-${(this.#book.edition * 17) % 60}`;
    const cents = this.#book.cents(sku) + (this.#book.edition % 2 ? 6 : -5);
    this.#book = this.#book.with(sku, cents);
  }
}
