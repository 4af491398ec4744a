const express = require('express');
const session = require('express-session');
const MemoryStore = require('memorystore')(session);

const app = express();
app.use(session({ secret: 's', resave: false, saveUninitialized: true, cookie: { maxAge: 2000 }, store: new MemoryStore({ checkPeriod: 1000 }) }));
app.get('/', (req, res) => {
  req.session.views = (req.session.views ?? 0) + 1;
  res.json({ views: req.session.views });
});
app.listen(process.env.PORT, '127.0.0.1');
