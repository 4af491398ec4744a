const express = require('express');
const { basketPage, productPage } = require('./pages');

const names = ['Bag', 'Chair', 'Cup', 'Lamp'];
const productOf = (id) => ({ id, name: `${names[id.length % 4]} ${id}`, text: 'Made of wood and wool.', cents: 990 + id.length * 100 });

const app = express();
app.disable('x-powered-by');
app.disable('etag');

app.get('/health', (req, res) => res.send('ok'));
app.get('/products/:id', (req, res) => {
  res.type('html').send(`<!doctype html>${productPage(productOf(req.params.id))}`);
});
app.get('/basket', (req, res) => {
  const count = Math.min(Number(req.query.count) || 1, 20);
  res.type('html').send(`<!doctype html>${basketPage(Array.from({ length: count }, (_, n) => productOf(`${n}`)))}`);
});

app.listen(process.env.PORT, '127.0.0.1');
