import { createServer } from 'node:http';
import { startPartner } from './partner.mjs';
import { createPartnerApi } from './partner-api.mjs';

const api = createPartnerApi(await startPartner());

createServer(async (req, res) => {
  const url = new URL(req.url, 'http://localhost');
  try {
    if (url.pathname === '/renew' && req.method === 'POST') {
      req.resume();
      const { expiresIn } = await api.renew();
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ expiresIn }));
    } else if (url.pathname === '/stock') {
      const stock = await api.stock(url.searchParams.get('sku') ?? 'none');
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(stock));
    } else {
      res.writeHead(url.pathname === '/' ? 200 : 404).end();
    }
  } catch (error) {
    res.writeHead(502).end(error.message);
  }
}).listen(process.env.PORT, '127.0.0.1');
