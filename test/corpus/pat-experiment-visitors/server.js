'use strict';
const http = require('node:http');
const { assign, report } = require('./lib/assignments');

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://experiments');
    const [, kind, experiment] = url.pathname.split('/');
    res.setHeader('content-type', 'application/json');
    if (kind === 'assign' && experiment) {
      const visitor = req.headers['x-visitor'] ?? url.searchParams.get('visitor') ?? 'anonymous';
      const variant = assign(experiment, visitor);
      res.setHeader('vary', 'x-visitor');
      return res.end(JSON.stringify({ experiment, visitor, variant }));
    }
    if (kind === 'report' && experiment) return res.end(JSON.stringify(report(experiment)));
    res.statusCode = kind ? 404 : 200;
    res.end('{}');
  })
  .listen(process.env.PORT, '127.0.0.1');
