const express = require('express');
const helmet = require('helmet');
const { rateLimit } = require('express-rate-limit');
const nunjucks = require('nunjucks');
const i18next = require('i18next');
const pino = require('pino');
const pinoHttp = require('pino-http');
const { format, addDays } = require('date-fns');
const _ = require('lodash');

const views = {
  'base.html': '<!doctype html><title>{% block title %}{% endblock %}</title><main>{% block main %}{% endblock %}</main>',
  'product.html':
    '{% extends "base.html" %}{% block title %}{{ t("product") }} {{ id }}{% endblock %}{% block main %}<ul>{% for size in sizes %}<li>{{ size | upper }}</li>{% endfor %}</ul><p>{{ t("arrives", { when: when }) }}</p>{% endblock %}',
};
const templates = new nunjucks.Environment({
  getSource: (name) => ({ src: views[name], path: name, noCache: false }),
}, { autoescape: true });

i18next.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {
    en: { translation: { product: 'Product', arrives: 'Arrives on {{when}}', hits_one: '{{count}} hit', hits_other: '{{count}} hits' } },
    de: { translation: { product: 'Artikel', arrives: 'Kommt am {{when}}', hits_one: '{{count}} Treffer', hits_other: '{{count}} Treffer' } },
    fr: { translation: { product: 'Produit', arrives: 'Arrive le {{when}}', hits_one: '{{count}} page', hits_other: '{{count}} pages' } },
  },
});

const app = express();
app.use(pinoHttp({ logger: pino({ level: 'info' }, pino.destination({ dest: '/dev/null', sync: false })) }));
app.use(helmet());
app.use(rateLimit({ windowMs: 60_000, limit: 1_000_000_000, keyGenerator: () => 'everybody' }));
app.use((req, res, next) => {
  req.t = i18next.getFixedT(req.acceptsLanguages('en', 'de', 'fr') || 'en');
  next();
});
app.get('/products/:id', (req, res) => {
  const when = format(addDays(new Date(), Number(req.params.id)), 'd MMM yyyy');
  res.send(templates.render('product.html', { t: req.t, id: req.params.id, sizes: _.shuffle(['s', 'm', 'l']), when }));
});
app.get('/search', (req, res) => {
  const hits = _.range(String(req.query.q).length % 7).map((n) => ({ n, score: 1 / (n + 1) }));
  res.json({ text: req.t('hits', { count: hits.length }), hits: _.groupBy(hits, (hit) => hit.n % 2) });
});
app.listen(process.env.PORT, '127.0.0.1');
