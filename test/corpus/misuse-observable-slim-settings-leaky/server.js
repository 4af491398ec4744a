const http = require('node:http');
const { json } = require('node:stream/consumers');
const ObservableSlim = require('observable-slim');

const defaults = { theme: 'light', language: 'en', mail: { digest: 'weekly', offers: false } };

/** Applies what the form sent, and tells which of the settings it changed. */
function applyForm(current, form) {
  const changed = [];
  const settings = ObservableSlim.create(structuredClone(current), false, (changes) => {
    for (const { type, currentPath } of changes) if (type === 'update') changed.push(currentPath);
  });
  for (const [key, value] of Object.entries(form)) {
    if (key in settings.mail) settings.mail[key] = value;
    else if (key in settings) settings[key] = value;
  }
  const next = JSON.parse(JSON.stringify(settings));
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
