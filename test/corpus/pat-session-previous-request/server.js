const http = require('node:http');

const sessions = new Map();

function sessionOf(req) {
  const id = /\bsid=(\w+)/.exec(req.headers.cookie ?? '')?.[1] ?? 'guest';
  let session = sessions.get(id);
  if (session === undefined) sessions.set(id, (session = { id, current: null, views: 0 }));
  return session;
}

/** Makes the session and the page the visitor came from known to the handlers. */
function withSession(handler) {
  return (req, res) => {
    const session = sessionOf(req);
    req.session = session;
    req.previous = session.current;
    session.current = req;
    session.views++;
    handler(req, res);
  };
}

const page = withSession((req, res) => {
  const cameFrom = req.previous === null ? null : req.previous.url;
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ views: req.session.views, cameFrom }));
});

http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  page(req, res);
}).listen(process.env.PORT, '127.0.0.1');
