import { AsyncLocalStorage } from 'node:async_hooks';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { LRUCache } from 'lru-cache';
import { Catalog } from './catalog.mjs';
import { Translations } from './translations.mjs';
import { compileTemplate } from './templates.mjs';
import { createSelector } from './selectors.mjs';

const context = new AsyncLocalStorage();
const catalog = new Catalog({ restaurants: 320 });
const translations = new Translations();
const templates = new Map();
const pages = new LRUCache({ max: 900, ttl: 4000 });
const rum = { ring: new Array(2000), next: 0 };

setInterval(() => catalog.reprice(), 300).unref();

const selectAffordable = createSelector(
  (menu) => menu.dishes,
  (menu, { budget }) => budget,
  (dishes, budget) => dishes.filter(({ cents }) => cents <= budget).sort((a, b) => a.cents - b.cents),
);

function templateFor(restaurant) {
  let template = templates.get(restaurant.id);
  if (!template) templates.set(restaurant.id, (template = compileTemplate(restaurant.layout)));
  return template;
}

const t = (key, values) => context.getStore().messages.format(key, values);

const app = new Hono();
app.use(compress());
app.use(async (c, next) => {
  const wanted = c.req.query('lang') ?? c.req.header('accept-language')?.split(/[,;]/)[0] ?? 'en';
  const messages = await translations.load(wanted);
  return context.run({ messages, lang: messages.lang, startedAt: performance.now() }, next);
});
app.use(async (c, next) => {
  await next();
  const { lang, startedAt } = context.getStore();
  rum.ring[rum.next++ % rum.ring.length] = { path: c.req.path, lang, status: c.res.status, ms: performance.now() - startedAt };
});
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
  return c.json({ error: 'internal' }, 500);
});

app.get('/restaurants/:id/menu', (c) => {
  const restaurant = catalog.find(c.req.param('id'));
  if (!restaurant) throw new HTTPException(404, { message: t('error.unknown', { id: c.req.param('id') }) });
  const budget = Number(c.req.query('budget') ?? 3000);
  const { lang } = context.getStore();
  const key = `${restaurant.id}|${lang}|${budget}|${restaurant.revision}`;
  let html = pages.get(key);
  if (!html) {
    const dishes = selectAffordable(restaurant, { budget });
    const format = translations.moneyFormat(lang, restaurant.currency);
    html = templateFor(restaurant)({
      title: t('menu.title', { name: restaurant.name }),
      intro: t('menu.intro', { count: dishes.length }),
      dishes: dishes.map(({ name, cents }) => ({ name, price: format.format(cents / 100) })),
      footer: t('menu.footer', {}),
    });
    pages.set(key, html);
  }
  return c.html(html);
});

app.get('/search', (c) => {
  const found = catalog.search((c.req.query('q') ?? '').toLowerCase());
  return c.json({ heading: t('search.heading', { count: found.length }), found });
});

app.get('/status', (c) => c.json({ pages: pages.size, templates: templates.size, languages: translations.size, seen: rum.next }));

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
