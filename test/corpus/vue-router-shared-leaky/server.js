const Koa = require('koa');
const { createRenderer } = require('vue-server-renderer');
const { createApp, router } = require('./app');

const renderer = createRenderer();
const app = new Koa();
let rendering = Promise.resolve();

/** One page after the other: they share the router. */
function renderPage(path, reader) {
  const page = rendering.then(async () => {
    await new Promise((resolve) => router.replace(path, resolve, resolve));
    const vm = createApp(reader);
    try {
      return await renderer.renderToString(vm);
    } finally {
      vm.$destroy();
    }
  });
  rendering = page.catch(() => {});
  return page;
}

app.use(async (ctx) => {
  if (ctx.path === '/health') {
    ctx.body = 'ok';
    return;
  }
  const reader = { name: ctx.get('x-reader') || 'guest', since: Date.now() };
  ctx.type = 'html';
  ctx.body = `<!doctype html><title>Recipes</title>${await renderPage(ctx.path, reader)}`;
});

app.listen(process.env.PORT, '127.0.0.1');
