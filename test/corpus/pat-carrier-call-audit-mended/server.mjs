import { createServer } from 'node:http';
import { CallAudit } from './audit.mjs';
import { call, names } from './carriers.mjs';

const trail = [];

function remember(entry) {
  trail.push(entry);
  if (trail.length > 150) trail.splice(0, 50);
}

async function rates(shipment) {
  const rates = await Promise.all(names.map((name) => call(`/${name}/rates`, shipment)));
  return rates.sort((a, b) => a.cents - b.cents);
}

async function book(shipment, insured) {
  if (!insured) {
    const [cheapest] = await rates(shipment);
    return call(`/${cheapest.carrier}/book`, shipment);
  }
  const audit = new CallAudit(shipment).open();
  try {
    const [cheapest] = await rates(shipment);
    return await call(`/${cheapest.carrier}/book`, shipment);
  } finally {
    remember(audit.close());
  }
}

createServer(async (req, res) => {
  const url = new URL(req.url, 'http://shipments');
  const [, kind, shipment] = url.pathname.split('/');
  res.setHeader('content-type', 'application/json');
  try {
    if (kind === 'rates' && shipment) res.end(JSON.stringify(await rates(shipment)));
    else if (kind === 'bookings' && req.method === 'POST' && shipment) {
      const booking = await book(shipment, url.searchParams.get('insured') === 'yes');
      res.statusCode = 201;
      res.end(JSON.stringify(booking));
    } else if (kind === 'trail') res.end(JSON.stringify(trail.slice(-5)));
    else {
      res.statusCode = 404;
      res.end('{"error":"not found"}');
    }
  } catch (error) {
    res.statusCode = 502;
    res.end(JSON.stringify({ error: error.message }));
  }
}).listen(Number(process.env.PORT), '127.0.0.1');
