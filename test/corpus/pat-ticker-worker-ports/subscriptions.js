'use strict';
const path = require('node:path');
const { MessageChannel, Worker } = require('node:worker_threads');

const worker = new Worker(path.join(__dirname, 'ticker.js'));
const patienceMs = 2000;
let open = 0;

class TickerError extends Error {}

/** The moving average of a symbol, worked out by the thread. */
function average(symbol, days) {
  const { port1, port2 } = new MessageChannel();
  open++;
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new TickerError('the ticker is slow')), patienceMs);
    port1.once('message', (answer) => {
      clearTimeout(patience);
      if (answer.error) return reject(new TickerError(answer.error));
      resolve({ ...answer, days });
    });
    port1.once('close', () => open--);
    worker.postMessage({ symbol, days, port: port2 }, [port2]);
  });
}

async function compare(symbol, windows) {
  const averages = await Promise.all(windows.map((days) => average(symbol, days)));
  const [short, long] = averages;
  return { symbol, averages, signal: short.mean > long.mean ? 'rising' : 'falling' };
}

module.exports = { average, compare, TickerError, open: () => open };
