const express = require('express');
const { intlFor } = require('./intl');

const app = express();
app.use(express.json());

const orders = (customer) => [
  { id: `${customer}-1`, total: 49.9, items: 3 },
  { id: `${customer}-2`, total: 12.5, items: 1 },
];

app.get('/', (req, res) => res.json({ service: 'notifications' }));

app.get('/customers/:customer/notice', (req, res) => {
  const intl = intlFor(req.acceptsLanguages('en', 'de', 'fr') || 'en');
  const { customer } = req.params;
  const [order] = orders(customer);
  res.json({
    subject: subjectOf(intl, customer),
    total: intl.formatNumber(order.total, { style: 'currency', currency: 'EUR' }),
    items: intl.formatMessage({ id: 'notice.items', defaultMessage: '{items, plural, one {# item} other {# items}}' }, { items: order.items }),
  });
});

function subjectOf(intl, customer) {
  return intl.formatMessage({ id: 'notice.subject', defaultMessage: `Order of {day, date, medium} for ${customer} has shipped` }, { day: Date.UTC(2026, 2, 4) });
}

app.listen(process.env.PORT, '127.0.0.1');
