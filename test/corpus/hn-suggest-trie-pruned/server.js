'use strict';

const http = require('node:http');
const catalog = require('./lib/catalog');
const { SuggestTrie } = require('./lib/trie');

const suggestions = new SuggestTrie({ maxNodes: 24_000 });

const clean = (text) => text.toLowerCase().replace(/[^a-z0-9 -]/g, '').trim().slice(0, 60);

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://search');
    const query = clean(url.searchParams.get('q') ?? '');
    const send = (status, value) => {
      const text = JSON.stringify(value);
      res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      res.end(text);
    };
    switch (url.pathname) {
      case '/':
        return send(200, { nodes: suggestions.nodes, prunings: suggestions.prunings });
      case '/search': {
        if (query.length < 2) return send(400, { error: 'too short' });
        suggestions.add(query);
        return send(200, catalog.find(query));
      }
      case '/suggest':
        if (query.length < 2) return send(200, []);
        return send(200, suggestions.suggest(query));
      default:
        return send(404, { error: 'not found' });
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
