const express = require('express');
const React = require('react');
const { renderToString } = require('react-dom/server');
const { Helmet } = require('react-helmet');

Helmet.canUseDOM = false;
const Page = ({ title }) =>
  React.createElement('main', null, React.createElement(Helmet, null, React.createElement('title', null, title)), title);

let n = 0;
const app = express();
app.get('/', (req, res) => {
  const html = renderToString(React.createElement(Page, { title: 'Article ' + ++n }));
  res.send(Helmet.renderStatic().title.toString() + html);
});
app.listen(process.env.PORT, '127.0.0.1');
