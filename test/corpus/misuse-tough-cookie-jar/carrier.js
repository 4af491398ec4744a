const http = require('node:http');
const { once } = require('node:events');
const { randomBytes } = require('node:crypto');

// The carrier's sandbox, for development and tests.
async function startCarrier() {
  const server = http.createServer((req, res) => {
    req.resume();
    const { pathname } = new URL(req.url, 'http://carrier');
    const [, , order, action] = pathname.split('/');
    const cookies = ['login=sandbox; Path=/; HttpOnly'];
    if (!action) cookies.push(`shipment=${randomBytes(8).toString('hex')}; Path=/shipments/${order}; Max-Age=86400; HttpOnly`);
    const signedIn = action !== 'label' || /shipment=/.test(req.headers.cookie ?? '');
    res.writeHead(signedIn ? 200 : 401, { 'content-type': 'application/json', 'set-cookie': cookies });
    res.end(JSON.stringify(action === 'label' ? { tracking: `PX${order.slice(-6)}` } : { shipment: order }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

module.exports = { startCarrier };
