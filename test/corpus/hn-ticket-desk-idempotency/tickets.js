'use strict';
const { Router } = require('express');
const { z } = require('zod');
const { LRUCache } = require('lru-cache');

const Comment = z.object({
  author: z.string().min(2).max(40),
  text: z.string().min(1).max(4000),
  internal: z.boolean().default(false),
});

class ConflictError extends Error {
  constructor(message) {
    super(message);
    this.name = 'ConflictError';
    this.status = 409;
  }
}

const COMMENTS_PER_TICKET = 30;
const tickets = new Map();
for (let number = 1; number <= 120; number++) {
  tickets.set(`T-${number}`, {
    id: `T-${number}`,
    subject: `Printer ${number} does not answer`,
    state: number % 5 === 0 ? 'closed' : 'open',
    revision: 0,
    comments: [],
    watchers: [`agent${number % 7}@desk.example`],
  });
}

const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

function renderTicket(ticket) {
  const comments = ticket.comments.map((c) => `<li><b>${escape(c.author)}</b> <time>${c.at}</time><p>${escape(c.text)}</p></li>`);
  return `<!doctype html><title>${ticket.id}</title><h1>${escape(ticket.subject)}</h1><p>${ticket.state}</p><ol>${comments.join('')}</ol>`;
}

function addComment(ticket, comment) {
  if (ticket.state === 'closed') throw new ConflictError(`${ticket.id} is closed`);
  const entry = { ...comment, at: new Date().toISOString(), number: ++ticket.revision };
  ticket.comments.push(entry);
  if (ticket.comments.length > COMMENTS_PER_TICKET) ticket.comments.shift();
  return { ticket: ticket.id, comment: entry };
}

function ticketRoutes({ idempotency, mailer }) {
  const router = Router();
  const pages = new LRUCache({ max: 80, ttl: 2000 });

  router.param('id', (req, res, next, id) => {
    req.ticket = tickets.get(id);
    if (req.ticket) next();
    else res.status(404).json({ error: `no ticket ${id}` });
  });

  router.get('/', (req, res) => {
    const state = req.query.state || 'open';
    const found = [...tickets.values()].filter((ticket) => ticket.state === state).slice(0, 20);
    res.json(found.map(({ id, subject, revision }) => ({ id, subject, revision })));
  });

  router.get('/:id', (req, res) => {
    const key = `${req.ticket.id}@${req.ticket.revision}`;
    let page = pages.get(key);
    if (!page) pages.set(key, (page = renderTicket(req.ticket)));
    res.type('html').send(page);
  });

  router.post('/:id/comments', async (req, res, next) => {
    try {
      const comment = Comment.parse(req.body);
      const key = `${req.ticket.id}:${req.get('idempotency-key') || req.id}`;
      const { result, replayed } = await idempotency.run(key, async () => {
        await new Promise(setImmediate);
        const added = addComment(req.ticket, comment);
        for (const to of req.ticket.watchers) mailer.enqueue({ to, subject: `New comment on ${req.ticket.id}` });
        return added;
      });
      res.set('idempotency-replayed', String(replayed)).status(201).json(result);
    } catch (error) {
      next(error);
    }
  });

  return router;
}

module.exports = { ticketRoutes };
