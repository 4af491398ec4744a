const Koa = require('koa');
const { PassThrough } = require('node:stream');

const subscribers = new Set();
let tick = 0;
setInterval(() => {
  tick++;
  for (const subscriber of subscribers) subscriber.next(tick);
}, 20);

const app = new Koa();
app.silent = true;
app.use((ctx) => {
  const out = new PassThrough();
  const subscriber = {
    left: 3,
    next(event) {
      out.write('data: ' + JSON.stringify({ event, left: --this.left }) + '\n\n');
      if (this.left === 0) out.end();
    },
  };
  subscribers.add(subscriber);
  out.on('close', () => subscribers.delete(subscriber));
  ctx.type = 'text/event-stream';
  ctx.body = out;
});
app.listen(process.env.PORT, '127.0.0.1');
