const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const path = require('node:path');

const key = fs.readFileSync(path.join(__dirname, 'key.pem'));
const cert = fs.readFileSync(path.join(__dirname, 'cert.pem'));

const edge = https.createServer({ key, cert }, (req, res) => res.end('hello ' + req.headers.host));
edge.listen(0, '127.0.0.1');

const domains = new Map(['acme', 'globex', 'initech'].map((name) => [`${name}.example`, { renewals: 0 }]));

/** Called by the certificate manager each time it has looked at a domain. */
function renew(domain) {
  const state = domains.get(domain);
  if (state === undefined) return null;
  edge.addContext(domain, { key, cert });
  state.renewals++;
  return state;
}

http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  const [, , domain] = req.url.split('/');
  const state = renew(domain);
  res.statusCode = state === null ? 404 : 200;
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ domain, ...state }));
}).listen(process.env.PORT, '127.0.0.1');
