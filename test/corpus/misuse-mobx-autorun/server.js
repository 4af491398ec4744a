const express = require('express');
const { autorun, observable } = require('mobx');

const settings = observable({ currency: 'EUR' });
const app = express();
app.get('/', (req, res) => {
  const view = { label: '' };
  autorun(() => { view.label = 'prices in ' + settings.currency; });
  res.json(view);
});
app.listen(process.env.PORT, '127.0.0.1');
