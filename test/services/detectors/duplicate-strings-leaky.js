import { serve } from './serve.js';

const terms = JSON.stringify({ terms: 'Prices include value added tax. '.repeat(20), currency: 'EUR' });
const quotes = new Map();

serve(({ id }) => {
  quotes.set(id, JSON.parse(terms)); // SITE
  return id;
});
