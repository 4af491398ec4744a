const express = require('express');
const { createSelector } = require('reselect');

const state = { products: Array.from({ length: 50 }, (_, id) => ({ id, cents: id * 100 })) };
// The default memoisation of reselect 5 keeps every primitive argument it has ever seen.
const selectCheap = createSelector([(s) => s.products, (s, limit) => limit], (products, limit) => products.filter(({ cents }) => cents < limit));
let n = 0;
const app = express();
app.get('/', (req, res) => res.json({ count: selectCheap(state, ++n).length }));
app.listen(process.env.PORT, '127.0.0.1');
