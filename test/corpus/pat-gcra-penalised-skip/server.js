'use strict';
const Koa = require('koa');
const { limiter: settings } = require('./config.json');
const { GcraLimiter } = require('./lib/gcra');
const tokens = require('./lib/tokens');
const quotes = require('./routes/quotes');

const app = new Koa();
const router = quotes({ limiter: new GcraLimiter(settings), tokens });
app.use(router.routes()).use(router.allowedMethods());
app.on('error', (error) => error.status >= 500 && console.error(error));
app.listen(Number(process.env.PORT), '127.0.0.1');
