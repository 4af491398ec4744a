'use strict';
const Koa = require('koa');
const Campaigns = require('./services/campaigns');
const Queue = require('./services/queue');
const routes = require('./routes/campaigns');

const queue = new Queue();
const router = routes({ campaigns: new Campaigns({ queue }), queue });
new Koa().use(router.routes()).use(router.allowedMethods()).listen(Number(process.env.PORT), '127.0.0.1');
