const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');
const { lockOf } = require('./mutex');

const accounts = new Map([['7', { owner: 'Ada', cents: 0 }], ['8', { owner: 'Grace', cents: 0 }]]);
const busy = Symbol('busy');

async function deposit(id, cents) {
  const lock = lockOf(id);
  if ((await Promise.race([lock.acquire(), sleep(15, busy)])) === busy) return { busy: true };
  await null;
  const account = accounts.get(id);
  if (account === undefined) throw new RangeError(`no account ${id}`);
  account.cents += cents;
  lock.release();
  return account;
}

http.createServer(async (req, res) => {
  if (req.url === '/health') return res.end('ok');
  res.setHeader('content-type', 'application/json');
  try {
    res.end(JSON.stringify(await deposit(req.url.slice('/accounts/'.length), 5)));
  } catch (error) {
    res.end(JSON.stringify({ error: error.message }));
  }
}).listen(process.env.PORT, '127.0.0.1');
