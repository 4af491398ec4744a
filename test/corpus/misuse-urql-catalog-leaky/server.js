const express = require('express');
const { openCatalog, product, search } = require('./catalog');

const app = express();
const euros = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });
const escape = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const page = (title, body) => `<!doctype html><title>${escape(title)}</title><main>${body}</main>`;

app.get('/', (req, res) => res.send(page('Shop', '<h1>Shop</h1>')));

app.get('/products/:id', async (req, res) => {
  const found = await product(req.params.id);
  if (!found) return res.status(404).send(page('Not found', ''));
  res.send(page(found.name, `<h1>${escape(found.name)}</h1><p>${euros.format(found.cents / 100)}`));
});

app.get('/search', async (req, res) => {
  const hits = await search(String(req.query.q ?? ''));
  res.send(page('Search', `<ul>${hits.map(({ id, name }) => `<li><a href="/products/${id}">${escape(name)}</a>`).join('')}</ul>`));
});

app.use((error, req, res, next) => res.status(502).send(page('Sorry', escape(error.message))));

openCatalog().then(() => app.listen(process.env.PORT, '127.0.0.1'));
