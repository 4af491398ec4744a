'use strict';

const http = require('node:http');
const { Archive } = require('./lib/archive');
const { Refused, Wallet } = require('./lib/wallet');

const archive = new Archive();
const wallets = new Map();
for (let number = 1; number <= 20; number++) {
  wallets.set(`w${number}`, Wallet.open(`w${number}`, `owner ${number}`, archive));
}

async function read(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks));
}

function statement(wallet) {
  const lines = wallet.events.slice(-10).map(({ type, amount, reference }) => ({ type, amount, reference }));
  return { id: wallet.id, version: wallet.version, ...wallet.current, lines };
}

const commands = {
  deposit: (wallet, { amount, reference }) => wallet.deposit(amount, reference),
  withdraw: (wallet, { amount, reference }) => wallet.withdraw(amount, reference),
};

const server = http.createServer(async (req, res) => {
  const reply = (status, value) => {
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(value));
  };
  const [, scope, id, command] = req.url.split('/');
  if (scope === '') return reply(200, { wallets: wallets.size, archived: archive.archived });
  const wallet = scope === 'wallets' ? wallets.get(id) : undefined;
  if (wallet === undefined) return reply(404, { error: 'no such wallet' });
  try {
    if (req.method === 'GET') return reply(200, statement(wallet));
    const run = commands[command];
    if (run === undefined) return reply(404, { error: 'no such command' });
    const input = await read(req);
    if (!Number.isInteger(input.amount) || input.amount < 1) return reply(400, { error: 'bad amount' });
    run(wallet, input);
    reply(200, { version: wallet.version, balance: wallet.current.balance });
  } catch (error) {
    reply(error instanceof Refused ? 409 : 500, { error: error.message });
  }
});

server.listen(process.env.PORT, '127.0.0.1');
