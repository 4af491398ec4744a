'use strict';
const Koa = require('koa');
const router = require('./routes/slots')();

new Koa().use(router.routes()).use(router.allowedMethods()).listen(Number(process.env.PORT), '127.0.0.1');
