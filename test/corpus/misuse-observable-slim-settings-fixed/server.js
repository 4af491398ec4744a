const http = require('node:http');
const { json } = require('node:stream/consumers');

const defaults = { theme: 'light', language: 'en', mail: { digest: 'weekly', offers: false } };

/** Applies what the form sent, and tells which of the settings it changed. */
function applyForm(current, form) {
  const changed = [];
  const next = structuredClone(current);
  for (const [key, value] of Object.entries(form)) {
    const [part, path] = key in next.mail ? [next.mail, `mail.${key}`] : [next, key];
    if (!(key in part) || part[key] === value) continue;
    part[key] = value;
    changed.push(path);
  }
  return { changed, next };
}

http.createServer(async (req, res) => {
  if (req.method === 'GET') return res.writeHead(req.url === '/' ? 200 : 404).end('settings');
  try {
    const { changed, next } = applyForm(defaults, await json(req));
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ changed, settings: next }));
  } catch (error) {
    res.writeHead(400).end(error.message);
  }
}).listen(process.env.PORT, '127.0.0.1');
