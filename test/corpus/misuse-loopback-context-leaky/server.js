const express = require('express');
const { app: root, ENRICHERS } = require('./container');
const { Context, filterByTag } = require('@loopback/context');

const http = express();
http.disable('x-powered-by');
http.use(express.json());

/** A container of its own for each request, below the one of the service. */
http.use((req, res, next) => {
  req.container = new Context(root, `request-${req.get('x-request-id') || Date.now()}`);
  req.container.bind('tenant').to(req.get('x-tenant') || 'acme');
  next();
});

http.get('/health', (req, res) => res.send('ok'));
http.get('/rates', async (req, res) => res.json(await root.get('rates')));

http.post('/quotes', async (req, res, next) => {
  try {
    const { country, cents } = req.body;
    if (!Number.isInteger(cents)) return res.status(422).json({ error: 'cents, please' });
    // A plugin may be bound while the request is under way: the view follows.
    const view = req.container.createView(filterByTag(ENRICHERS));
    const enrichers = await view.values();
    const quote = { tenant: await req.container.get('tenant'), country, cents };
    for (const enrich of enrichers) enrich(quote);
    res.json(quote);
  } catch (error) {
    next(error);
  }
});

http.listen(process.env.PORT, '127.0.0.1');
