import { serve } from './serve.js';

const terms = JSON.stringify({ terms: 'Prices include value added tax. '.repeat(20), currency: 'EUR' });
const quotes = new Map();
const texts = new Map();

serve(({ id }) => {
  const quote = JSON.parse(terms);
  if (!texts.has(quote.terms)) texts.set(quote.terms, quote.terms);
  quotes.set(id, { terms: texts.get(quote.terms) });
  if (quotes.size > 20) quotes.delete(quotes.keys().next().value);
  return id;
});
