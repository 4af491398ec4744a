const express = require('express');
const { createElement } = require('react');
const { renderToPipeableStream } = require('react-dom/server');
const { ProfilePage } = require('./profile');

const app = express();

app.get('/members/:id', (req, res, next) => {
  const { pipe } = renderToPipeableStream(createElement(ProfilePage, { id: req.params.id }), {
    onAllReady() {
      res.type('html');
      pipe(res);
    },
    onShellError: next,
  });
});

app.get('/', (req, res) => res.send('club'));
app.listen(process.env.PORT, '127.0.0.1');
