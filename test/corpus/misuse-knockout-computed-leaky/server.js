const express = require('express');
const ko = require('knockout');
const { rates } = require('./rates');

const tours = { alps: { title: 'Over the Alps', days: 7, eur: 1290 }, fjords: { title: 'Fjords by boat', days: 10, eur: 2140 }, rome: { title: 'A week in Rome', days: 7, eur: 890 } };

/** What a page shows of a tour; the price follows the rates. */
class TourModel {
  constructor(tour, currency) {
    this.title = tour.title;
    this.perDay = Math.round(tour.eur / tour.days);
    if (currency !== 'EUR') this.price = ko.computed(() => `${currency} ${Math.round(tour.eur * rates()[currency])}`);
    else this.price = () => `EUR ${tour.eur}`;
  }
}

const app = express();
app.get('/tours/:name', (req, res) => {
  const tour = tours[req.params.name];
  const currency = String(req.query.currency ?? 'EUR');
  if (!tour || !(currency in rates())) return res.status(404).json({ error: 'not found' });
  const model = new TourModel(tour, currency);
  res.json({ title: model.title, perDay: model.perDay, price: model.price() });
});
app.get('/health', (req, res) => res.send('ok'));
app.listen(process.env.PORT, '127.0.0.1');
