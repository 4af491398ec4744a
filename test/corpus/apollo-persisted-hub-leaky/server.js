const express = require('express');
const http = require('node:http');
const { parse, getOperationAST } = require('graphql');
const { ApolloLink, Observable, execute, toPromise } = require('apollo-link');
const { createPersistedQueryLink } = require('apollo-link-persisted-queries');

const catalog = http.createServer(async (req, res) => {
  let text = '';
  for await (const chunk of req) text += chunk;
  const { operationName, variables } = JSON.parse(text);
  const price = { cents: 2990, currency: 'EUR' };
  const data =
    operationName === 'Product'
      ? { product: { sku: variables.sku, name: 'Kettle', price } }
      : { cart: { lines: [{ sku: 'kettle-1', quantity: 2 }], total: price } };
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ data }));
});
const listening = new Promise((resolve) => catalog.listen(0, '127.0.0.1', resolve));

async function send({ operationName, variables, extensions }) {
  await listening;
  const response = await fetch(`http://127.0.0.1:${catalog.address().port}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ operationName, variables, extensions }),
  });
  return response.json();
}

const upstream = new ApolloLink(
  (operation) =>
    new Observable((observer) => {
      send(operation).then(
        (result) => {
          observer.next(result);
          observer.complete();
        },
        (error) => observer.error(error),
      );
    }),
);
const link = ApolloLink.from([createPersistedQueryLink(), upstream]);

const app = express();
app.use(express.json({ limit: '64kb' }));
app.get('/', (req, res) => res.json({ service: 'graphql-hub' }));

function parsed(req, res, next) {
  try {
    req.document = parse(req.body.query, { noLocation: true });
    const operation = getOperationAST(req.document, req.body.operationName);
    if (operation?.operation === 'subscription') return res.status(400).json({ errors: [{ message: 'no subscriptions' }] });
    next();
  } catch (error) {
    res.status(400).json({ errors: [{ message: error.message }] });
  }
}

app.post('/graphql', parsed, async (req, res) => {
  try {
    res.json(await toPromise(execute(link, { query: req.document, variables: req.body.variables })));
  } catch (error) {
    res.status(502).json({ errors: [{ message: error.message }] });
  }
});

app.listen(process.env.PORT, '127.0.0.1');
