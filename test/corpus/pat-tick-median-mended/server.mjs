import { createServer } from 'node:http';
import { MedianWindow } from './lib/median-window.mjs';

const instruments = new Map(
  ['EURUSD', 'EURGBP', 'USDJPY', 'EURCHF'].map((name, index) => [
    name,
    { window: new MedianWindow(600), last: 1 + index * 0.3, ticks: 0, outliers: 0 },
  ]),
);

function accept(instrument, { bid, ask }) {
  if (!(bid > 0 && ask >= bid)) return false;
  const price = (bid + ask) / 2;
  const summary = instrument.window.summary();
  if (summary !== null && summary.prices > 100 && Math.abs(price / summary.median - 1) > 0.2) {
    instrument.outliers++;
    return false;
  }
  instrument.window.add(price);
  instrument.last = price;
  instrument.ticks++;
  return true;
}

/** A venue that only sends its spread: the mid price wanders around the last one. */
function simulatedTick(instrument, spread) {
  const wave = Math.sin(instrument.ticks / 40) * 0.0007 + Math.sin(instrument.ticks * 1.7) * 0.00031;
  const mid = 1.2 + (instrument.last % 0.01) / 100 + wave;
  return { bid: mid - spread / 2, ask: mid + spread / 2 };
}

async function json(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return JSON.parse(text);
}

createServer(async (request, response) => {
  const send = (status, value) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  const [, scope, name] = request.url.split('?')[0].split('/');
  if (scope === '') return send(200, { instruments: [...instruments.keys()] });
  const instrument = instruments.get(name);
  if (instrument === undefined) return send(404, { error: 'no such instrument' });
  try {
    if (scope === 'ticks' && request.method === 'POST') {
      const { spreads } = await json(request);
      const accepted = spreads.slice(0, 20).filter((spread) => accept(instrument, simulatedTick(instrument, spread)));
      return send(202, { accepted: accepted.length });
    }
    if (scope === 'median') return send(200, { ...instrument.window.summary(), last: instrument.last });
    if (scope === 'quality') return send(200, { ticks: instrument.ticks, outliers: instrument.outliers });
    send(404, { error: 'not found' });
  } catch (error) {
    send(400, { error: error.message });
  }
}).listen(process.env.PORT, '127.0.0.1');
