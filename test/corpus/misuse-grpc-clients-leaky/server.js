const grpc = require('@grpc/grpc-js');
const Koa = require('koa');
const { find, startCrm } = require('./crm');

async function main() {
  const address = `127.0.0.1:${await startCrm()}`;
  const app = new Koa();

  app.use(async (ctx) => {
    const id = /^\/customers\/(\d+)$/.exec(ctx.path)?.[1];
    if (id === undefined) {
      ctx.body = 'ok';
      return;
    }
    const client = new grpc.Client(address, grpc.credentials.createInsecure());
    const customer = await find(client, Number(id));
    ctx.set('cache-control', 'no-store');
    ctx.body = { ...customer, discount: customer.tier === 'gold' ? 10 : 0 };
  });

  app.listen(process.env.PORT, '127.0.0.1');
}

main();
