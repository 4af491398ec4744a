const express = require('express');
const h = require('vhtml');

const Card = ({ user, visits }) => h('section', { class: 'card' }, h('h2', null, user), h('p', null, 'visit ', String(visits)));

let visits = 0;
const app = express();
app.get('/', (req, res) => res.type('html').send(h('main', null, h(Card, { user: 'ada', visits: ++visits }))));
app.listen(process.env.PORT, '127.0.0.1');
