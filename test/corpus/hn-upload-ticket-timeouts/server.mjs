import { createServer } from 'node:http';
import { Tickets } from './tickets.mjs';
import { fileOf } from './files.mjs';

const tickets = new Tickets();

const handlers = {
  // Browsers ask for a ticket, upload at once, and have done with it.
  'POST uploads': (owner, query) => {
    const { file, problem } = fileOf(query);
    if (problem) return [422, { error: problem }];
    const { number } = tickets.confirm(tickets.issue(owner, file).id);
    const ticket = tickets.use(number);
    return [201, { number, file: ticket.file, tookMs: Date.now() - ticket.issuedAt }];
  },
  // Scanners reserve one and come back with the paper, or do not.
  'POST reservations': (owner, query) => {
    const { file, problem } = fileOf(query);
    if (problem) return [422, { error: problem }];
    const ticket = tickets.issue(owner, file);
    const { number } = tickets.confirm(ticket.id);
    return [202, { number, parts: file.parts }];
  },
  'PUT uploads': (_owner, query) => {
    const ticket = tickets.use(query.get('number'));
    return ticket ? [200, { file: ticket.file }] : [410, { error: 'no such ticket any more' }];
  },
  'GET counts': () => [200, { issued: tickets.issued, used: tickets.used, expired: tickets.expired }],
};

createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://uploads');
  const [, owner, kind] = pathname.split('/');
  const handler = handlers[`${req.method} ${kind}`];
  const [status, body] = handler && owner ? handler(owner, searchParams) : [404, { error: 'not found' }];
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}).listen(Number(process.env.PORT), '127.0.0.1');
