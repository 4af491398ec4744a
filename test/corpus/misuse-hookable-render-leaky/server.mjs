import { createServer } from 'node:http';
import { createApp, createRouter, defineEventHandler, getRouterParam, setHeader, toNodeListener } from 'h3';
import { hooks, page } from './page.mjs';

const products = new Map(['kettle', 'lamp', 'stool'].map((name, i) => [name, { name, cents: 1900 + i * 700 }]));

const router = createRouter();

router.get('/', defineEventHandler((event) => {
  setHeader(event, 'content-type', 'text/html');
  return page('Shop', '<h1>Shop</h1>');
}));

router.get('/products/:name', defineEventHandler((event) => {
  const product = products.get(getRouterParam(event, 'name'));
  if (!product) return { error: 'not found' };
  hooks.hook('page:head', (head, title) => {
    if (title === product.name) head.push(`<meta property="product:price" content="${product.cents / 100}">`);
  });
  setHeader(event, 'content-type', 'text/html');
  return page(product.name, `<h1>${product.name}</h1>`);
}));

const app = createApp();
app.use(router);
createServer(toNodeListener(app)).listen(process.env.PORT, '127.0.0.1');
