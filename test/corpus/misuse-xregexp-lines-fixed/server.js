const Koa = require('koa');
const Router = require('@koa/router');
const { bodyParser } = require('@koa/bodyparser');
const XRegExp = require('xregexp');

const sheet = Array.from({ length: 120 }, (_, i) => ({
  line: i + 1,
  text: ['Zimt Café', 'Hafermilch', 'Öl, nativ', 'Paprika süß'][i % 4] + ` ${100 + i}`,
}));

const wordStart = (word) => new RegExp(`(?<=^|\\P{L})${XRegExp.escape(word)}`, 'iu');

function search(words) {
  const patterns = words.map(wordStart);
  return sheet.filter(({ text }) => patterns.some((pattern) => pattern.test(text)));
}

const router = new Router();

router.get('/', (ctx) => {
  ctx.body = { lines: sheet.length };
});

router.post('/search', (ctx) => {
  const { words } = ctx.request.body;
  if (!Array.isArray(words) || words.length > 5) ctx.throw(400, 'words');
  const hits = search(words.map(String));
  ctx.body = { hits: hits.slice(0, 10), total: hits.length };
});

new Koa().use(bodyParser()).use(router.routes()).listen(process.env.PORT, '127.0.0.1');
