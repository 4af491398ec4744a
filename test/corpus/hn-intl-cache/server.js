const http = require('node:http');

const locales = ['ar', 'cs', 'da', 'de', 'el', 'en', 'es', 'fi', 'fr', 'he', 'hi', 'hu', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'ro', 'ru', 'sv', 'th', 'tr', 'uk', 'vi', 'zh'];
const currencies = ['EUR', 'USD', 'GBP', 'JPY'];
const formats = new Map();
const pick = (list) => list[Math.floor(Math.random() * list.length)];
http.createServer((req, res) => {
  const locale = pick(locales);
  const currency = pick(currencies);
  const key = locale + currency;
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(locale, { style: 'currency', currency }));
  res.end(formats.get(key).format(1234.5));
}).listen(process.env.PORT, '127.0.0.1');
