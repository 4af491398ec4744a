const CURRENCIES = ['usd', 'gbp', 'chf', 'sek', 'nok', 'dkk', 'pln', 'czk', 'huf', 'ron', 'jpy', 'cad', 'aud', 'try', 'inr'];
const rates = new Map(CURRENCIES.map((code, i) => [code, 1 + ((i * 577) % 311) / 37]));

export const isKnown = (code) => code === 'eur' || rates.has(code);

export function series(from, to, days) {
  const base = (rates.get(to) ?? 1) / (rates.get(from) ?? 1);
  return Array.from({ length: days }, (_, day) => +(base * (1 + Math.sin(day * 0.7 + base) * 0.02)).toFixed(5));
}
