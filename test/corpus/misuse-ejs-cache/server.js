const ejs = require('ejs');
const express = require('express');

let n = 0;
const app = express();
app.get('/', (req, res) => {
  // The cache is keyed by the file name, and somebody has put the user into it.
  res.send(ejs.render('<p>Hello <%= name %></p>', { name: 'Ada' }, { cache: true, filename: '/mail/' + ++n + '.ejs' }));
});
app.listen(process.env.PORT, '127.0.0.1');
