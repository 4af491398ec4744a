const http = require('node:http');
const crypto = require('node:crypto');

const tenants = new Array(800);
function tenantOf(id) {
  return (tenants[id] ??= {
    key: crypto.createSecretKey(crypto.createHash('sha256').update('tenant ' + id).digest()),
    pattern: new RegExp('^t' + id + '-[a-f0-9]{8,}$'),
    salt: Buffer.alloc(512, id),
  });
}

http.createServer((req, res) => {
  const id = Math.floor(Math.random() * 800);
  const { key, pattern, salt } = tenantOf(id);
  const mac = crypto.createHmac('sha256', key).update(salt).digest('hex');
  res.end(pattern.test('t' + id + '-' + mac) ? mac : 'odd');
}).listen(process.env.PORT, '127.0.0.1');
