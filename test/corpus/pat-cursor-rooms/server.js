'use strict';

const http = require('node:http');
const { Cursors } = require('./lib/cursors');
const { EventStream } = require('./lib/sse');

const cursors = new Cursors();
const templates = ['minutes', 'offer', 'invoice', 'letter'];

/** A glance: the preview in the list joins, gets one picture of who is there and goes again. */
function glance(res, documentId, person) {
  const stream = new EventStream(res);
  const session = cursors.join(documentId, person);
  res.on('close', session.leave);
  session.move(1 + (documentId.length % 40), 1);
  stream.send('self', session.cursor);
  stream.send('others', cursors.others(documentId, session.cursor));
  setImmediate(() => stream.end());
}

/** A short stay: some moves, as a reader scrolls through. */
function scroll(res, documentId, person) {
  const stream = new EventStream(res);
  const session = cursors.join(documentId, person);
  res.on('close', session.leave);
  let line = 1;
  const timer = setInterval(() => {
    line += 12;
    session.move(line, 1);
    stream.send('move', { line });
    if (line > 40) {
      clearInterval(timer);
      stream.end();
    }
  }, 4);
  res.on('close', () => clearInterval(timer));
}

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://editor');
    const [, scope, id, what] = url.pathname.split('/');
    const person = url.searchParams.get('as') ?? 'guest';
    if (scope === 'documents' && id) {
      if (what === 'glance') return glance(res, id, person);
      if (what === 'scroll') return scroll(res, id, person);
    }
    if (scope === 'templates') {
      res.setHeader('content-type', 'application/json');
      return res.end(JSON.stringify(templates.map((name) => ({ name, viewers: cursors.others(name, null).length }))));
    }
    if (scope === '') {
      res.setHeader('content-type', 'application/json');
      return res.end(JSON.stringify(cursors.statistics()));
    }
    res.statusCode = 404;
    res.end();
  })
  .listen(process.env.PORT, '127.0.0.1');
