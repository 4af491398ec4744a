const express = require('express');
const i18next = require('i18next');

i18next.init({ lng: 'de', resources: { de: { translation: { total: 'Summe: {{amount, number}}' } } } });
const formatParams = { amount: { maximumFractionDigits: 2 } };
let orders = 0;
const app = express();
app.get('/', (req, res) => res.send(i18next.t('total', { amount: ++orders * 1.19, formatParams })));
app.listen(process.env.PORT, '127.0.0.1');
