const http = require('node:http');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { randomUUID } = require('node:crypto');
const soap = require('soap');

const wsdl = readFileSync(join(__dirname, 'stock.wsdl'), 'utf8');
let erp;

// Stands for the ERP system.
function openErp() {
  const server = http.createServer(async (req, res) => {
    res.setHeader('content-type', 'text/xml');
    if (req.method === 'GET') return res.end(wsdl.replaceAll('{{erp}}', erp));
    for await (const chunk of req) void chunk;
    res.end(
      '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' +
        '<t:stockResponse xmlns:t="urn:erp:stock"><pieces>12</pieces></t:stockResponse></soap:Body></soap:Envelope>',
    );
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((erp = `http://127.0.0.1:${server.address().port}`)));
  });
}

async function connect() {
  const session = randomUUID();
  const client = await soap.createClientAsync(`${erp}/stock?wsdl`);
  client.setEndpoint(`${erp}/stock?session=${session}`);
  return client;
}

async function stockOf(sku) {
  const client = await connect();
  const [answer] = await client.stockAsync({ sku });
  return Number(answer.pieces);
}

async function reserve(sku, pieces) {
  const client = await connect();
  const [answer] = await client.stockAsync({ sku });
  return Math.max(0, Number(answer.pieces) - pieces);
}

module.exports = { openErp, stockOf, reserve };
