'use strict';

const http = require('node:http');
const notes = require('./lib/notes');

function collect(req, limit) {
  return new Promise((resolve, reject) => {
    let text = '';
    req.setEncoding('utf8');
    req.on('data', (chunk) => {
      text += chunk;
      if (text.length > limit) reject(new RangeError('too long'));
    });
    req.on('end', () => resolve(text));
    req.on('error', reject);
  });
}

http
  .createServer(async (req, res) => {
    const url = new URL(req.url, 'http://notes');
    const [, scope, name, what] = url.pathname.split('/');
    const json = (status, value) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(value));
    };
    if (scope === '') return json(200, notes.names());
    const note = scope === 'notes' ? notes.find(name) : null;
    if (note === null) return json(404, { error: 'no such note' });
    try {
      if (req.method === 'POST' && what === 'edits') {
        const edit = JSON.parse(await collect(req, 4096));
        if (!Number.isInteger(edit.at)) return json(422, { error: 'at' });
        return json(200, notes.edit(note, edit));
      }
      if (what === 'outline') return json(200, notes.outline(note));
      if (what === 'excerpt') {
        const from = Number(url.searchParams.get('from') ?? 0);
        return json(200, { text: note.table.read(from, from + 200), revision: note.revision });
      }
      res.writeHead(200, { 'content-type': 'text/markdown' });
      res.end(note.table.toString());
    } catch (error) {
      json(error instanceof RangeError ? 413 : 400, { error: error.message });
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
