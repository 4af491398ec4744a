'use strict';
const { mkdtemp, rm } = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const Koa = require('koa');
const Router = require('@koa/router');
const { DocumentStore } = require('./documents');
const { Watermarks } = require('./watermarks');
const { sendDocument } = require('./delivery');

async function main() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'documents-'));
  const store = new DocumentStore(folder, { maxBytes: 512 * 1024, keep: 24 });
  await store.seed(['contract', 'offer', 'invoice', 'terms', 'manual', 'minutes']);
  const watermarks = new Watermarks({ ttlMs: 2500 });
  const downloads = { started: 0, finished: 0, aborted: 0 };

  const app = new Koa();
  app.silent = true;
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      ctx.status = error.status ?? 500;
      ctx.body = { error: error.expose === false ? 'failed' : error.message };
    }
  });
  app.use(async (ctx, next) => {
    const started = performance.now();
    await next();
    ctx.set('x-response-time', `${(performance.now() - started).toFixed(1)}ms`);
  });

  const router = new Router();
  router.put('/documents/:name', async (ctx) => {
    const document = await store.save(ctx.params.name, ctx.req);
    ctx.status = 201;
    ctx.body = { name: document.name, bytes: document.bytes, sha256: document.sha256 };
  });

  router.get('/documents/:name', async (ctx) => {
    const document = store.find(ctx.params.name);
    if (!document) ctx.throw(404, `no document ${ctx.params.name}`);
    const etag = `"${document.sha256.slice(0, 16)}"`;
    ctx.set('etag', etag);
    ctx.vary('accept-encoding');
    if (ctx.get('if-none-match') === etag) {
      ctx.status = 304;
      return;
    }
    const viewer = typeof ctx.query.viewer === 'string' ? ctx.query.viewer.slice(0, 60) : null;
    const mark = viewer && watermarks.of(document.name, viewer);
    sendDocument(ctx, document, mark, downloads);
  });

  router.get('/documents', (ctx) => {
    ctx.body = { documents: store.list(), downloads };
  });

  app.use(router.routes()).use(router.allowedMethods());
  app.listen(process.env.PORT, '127.0.0.1');
  process.once('SIGTERM', () => rm(folder, { recursive: true, force: true }).finally(() => process.exit(0)));
}

main();
