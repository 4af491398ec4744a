'use strict';
const Router = require('@koa/router');
const { readJson } = require('../lib/body');

module.exports = ({ campaigns, queue }) => {
  const router = new Router();
  router.get('/health', (ctx) => (ctx.body = 'ok'));
  router.get('/templates/:name/preview', (ctx) => {
    const text = campaigns.preview(ctx.params.name, ctx.query.to ?? 'Ada');
    if (!text) ctx.throw(404);
    ctx.body = text;
  });
  router.get('/mails/recent', (ctx) => (ctx.body = queue.recent));
  router.get('/mails/count', (ctx) => (ctx.body = { sent: campaigns.sent }));
  router.post('/campaigns', async (ctx) => {
    const { template, recipients, settings } = await readJson(ctx);
    const sent = campaigns.send(template, recipients, settings);
    if (sent === null) ctx.throw(404, 'no such template');
    ctx.status = 202;
    ctx.body = { sent };
  });
  return router;
};
