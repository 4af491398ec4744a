const express = require('express');

const app = express();
app.get('/', (req, res) => {
  const locale = req.get('accept-language') ?? 'en';
  app.use('/help', (request, response) => response.send('help in ' + locale));
  res.json({ locale });
});
app.listen(process.env.PORT, '127.0.0.1');
