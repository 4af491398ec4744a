const express = require('express');
const { randomUUID } = require('node:crypto');
const winston = require('winston');

const logger = winston.createLogger({
  level: 'warn',
  format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
  transports: [new winston.transports.File({ filename: process.env.LOG_FILE || '/dev/null' })],
});

const accounts = new Map(['ada', 'bob', 'cem'].map((name, index) => [name, { name, balance: (index + 1) * 10_000 }]));

class TransferRefused extends Error {}

async function transfer(id, { from, to, amount }) {
  logger.profile(`transfer ${id}`);
  const [source, target] = [accounts.get(from), accounts.get(to)];
  if (!source || !target) throw new TransferRefused('no such account');
  if (amount > source.balance) throw new TransferRefused('not enough money');
  await new Promise((resolve) => setImmediate(resolve));
  source.balance -= amount;
  target.balance += amount;
  logger.profile(`transfer ${id}`, { level: 'debug', message: 'transfer booked' });
  return { id, from, to, amount };
}

const app = express();
app.use(express.json());

app.get('/', (req, res) => res.json({ service: 'ledger' }));
app.get('/accounts', (req, res) => res.json([...accounts.values()]));

app.post('/transfers', async (req, res, next) => {
  try {
    res.status(201).json(await transfer(randomUUID(), req.body));
  } catch (error) {
    next(error);
  }
});

app.use((error, req, res, next) => {
  if (error instanceof TransferRefused) return res.status(409).json({ error: error.message });
  logger.error(error.stack);
  res.status(500).json({ error: 'internal' });
});

app.listen(process.env.PORT, '127.0.0.1');
