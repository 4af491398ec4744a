const http = require('node:http');

const kinds = ['lamp', 'chair', 'desk', 'shelf', 'rug', 'vase'];
const EDITS_PER_RELEASE = 400;

function makeCatalog(release, products) {
  return Object.freeze({ release, published: new Date().toISOString(), products: Object.freeze(products) });
}

let catalog = makeCatalog(1, Array.from({ length: 300 }, (_, n) => ({ sku: `p-${n}`, kind: kinds[n % 6], cents: 900 + n * 37, stock: n % 11 })));
let edits = [];

// What was derived from a release of the catalog lasts as long as that release.
const derived = new WeakMap();
function viewsOf(release) {
  let views = derived.get(release);
  if (!views) derived.set(release, (views = new Map()));
  return views;
}

function groupOf(customer) {
  return customer.length % 3;
}

function offers(release, { kind, customer, sort }) {
  const views = viewsOf(release);
  const key = `${customer}|${kind}|${sort}`;
  let view = views.get(key);
  if (!view) {
    const list = release.products.filter((product) => product.kind === kind && product.stock > groupOf(customer));
    list.sort(sort === 'price' ? (a, b) => a.cents - b.cents : (a, b) => b.stock - a.stock);
    view = { count: list.length, first: list.slice(0, 8).map(({ sku, cents }) => ({ sku, cents: Math.round(cents * (1 - groupOf(customer) / 20)) })) };
    views.set(key, view);
  }
  return view;
}

function edit({ sku, cents }) {
  edits.push({ sku, cents });
  if (edits.length < EDITS_PER_RELEASE) return false;
  const prices = new Map(edits.map((each) => [each.sku, each.cents]));
  edits = [];
  catalog = makeCatalog(
    catalog.release + 1,
    catalog.products.map((product) => (prices.has(product.sku) ? { ...product, cents: prices.get(product.sku) } : product)),
  );
  return true;
}

http
  .createServer(async (req, res) => {
    const url = new URL(req.url, 'http://localhost');
    res.setHeader('content-type', 'application/json');
    if (req.method === 'PATCH') {
      let text = '';
      for await (const chunk of req) text += chunk;
      const released = edit({ sku: url.pathname.split('/').at(-1), ...JSON.parse(text) });
      return res.end(JSON.stringify({ release: catalog.release, released, waiting: edits.length }));
    }
    const query = { kind: url.searchParams.get('kind'), customer: url.searchParams.get('customer') ?? 'guest', sort: url.searchParams.get('sort') };
    res.end(JSON.stringify({ release: catalog.release, ...offers(catalog, query) }));
  })
  .listen(process.env.PORT, '127.0.0.1');
