const express = require('express');
const pug = require('pug');

const pages = {};
function pageOf(product) {
  return (pages[product] ??= pug.compile([
    'article#p' + product,
    '  h2 Product ' + product,
    '  each color in colors',
    '    p(class=color)= color',
    '  if price > ' + product,
    '    strong= price',
  ].join('\n')));
}

const app = express();
app.get('/', (req, res) => {
  const product = Math.floor(300 * Math.random() ** 2);
  res.send(pageOf(product)({ colors: ['red', 'blue'], price: Math.random() * 300 }));
});
app.listen(process.env.PORT, '127.0.0.1');
