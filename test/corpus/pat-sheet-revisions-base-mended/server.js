'use strict';
const http = require('node:http');
const { Sheet } = require('./sheet');

const sheets = new Map(['budget', 'headcount'].map((name) => [name, new Sheet(name)]));

async function json(req) {
  let text = '';
  for await (const part of req) text += part;
  return JSON.parse(text);
}

async function answer(req) {
  const [, , name, action] = req.url.split('/');
  const sheet = sheets.get(name);
  if (sheet === undefined) return [404, { error: `no sheet ${name}` }];
  switch (`${req.method} ${action}`) {
    case 'PATCH cells': {
      const { by, row, column, value } = await json(req);
      return [200, { revision: sheet.edit(by, row, column, value) }];
    }
    case 'POST undo':
      return [200, { revision: sheet.undo() }];
    case 'GET changes':
      return [200, sheet.changes()];
    case 'GET history':
      return [200, sheet.history()];
    default:
      return [405, { error: 'not possible' }];
  }
}

http
  .createServer(async (req, res) => {
    let status = 200;
    let value = { sheets: [...sheets.keys()] };
    try {
      if (req.url.startsWith('/sheets/')) [status, value] = await answer(req);
    } catch (error) {
      [status, value] = [400, { error: error.message }];
    }
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(value));
  })
  .listen(process.env.PORT, '127.0.0.1');
