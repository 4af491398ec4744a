const Koa = require('koa');
const Router = require('@koa/router');
const { bodyParser } = require('@koa/bodyparser');
const TurndownService = require('turndown');

const options = { headingStyle: 'atx', bulletListMarker: '-', codeBlockStyle: 'fenced' };

function toMarkdown(html, base) {
  const turndown = new TurndownService(options);
  turndown.addRule('absolute-links', {
    filter: (node) => node.nodeName === 'A' && node.getAttribute('href'),
    replacement: (text, node) => `[${text}](${new URL(node.getAttribute('href'), base)})`,
  });
  return turndown.turndown(html);
}

const router = new Router();
router.get('/', (ctx) => {
  ctx.body = { service: 'clipper' };
});
router.post('/clips', (ctx) => {
  const { url, html } = ctx.request.body;
  if (!URL.canParse(url) || typeof html !== 'string') ctx.throw(422, 'url and html are needed');
  const markdown = toMarkdown(html, url);
  ctx.status = 201;
  ctx.body = { url, markdown, words: markdown.split(/\s+/).length, title: /^# (.+)$/m.exec(markdown)?.[1] ?? url };
});

const app = new Koa();
app.use(async (ctx, next) => {
  const start = performance.now();
  await next();
  ctx.set('server-timing', `app;dur=${(performance.now() - start).toFixed(1)}`);
});
app.use(bodyParser({ jsonLimit: '500kb' }));
app.use(router.routes()).use(router.allowedMethods());
app.listen(process.env.PORT, '127.0.0.1');
