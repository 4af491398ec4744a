const crypto = require('node:crypto');
const Koa = require('koa');
const { Client, Policy } = require('@hapi/catbox');
const { Engine } = require('@hapi/catbox-memory');

async function main() {
  const client = new Client(new Engine({ maxByteSize: 60 * 1024 * 1024, minCleanupIntervalMsec: 1000 }));
  await client.start();
  const weather = new Policy({
    expiresIn: 9000, staleIn: 4000, staleTimeout: 20, generateTimeout: 2000,
    generateFunc: async (place) => {
      await new Promise(setImmediate);
      return { place, hours: Array.from({ length: 24 }, (_, h) => ({ h, celsius: Math.round(Math.random() * 300) / 10, rain: h % 5 === 0 })) };
    },
  }, client, 'weather');

  const app = new Koa();
  app.use(async (ctx) => {
    if (ctx.path === '/health') return void (ctx.body = 'ok');
    const seed = crypto.createHash('sha256').update(ctx.path).digest().readUInt32LE(0);
    const forecast = await weather.get(`place-${seed % 9000}`);
    ctx.body = { place: forecast.place, now: forecast.hours[new Date().getHours()] };
  });
  app.listen(process.env.PORT, '127.0.0.1');
}
main();
