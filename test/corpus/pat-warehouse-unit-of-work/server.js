'use strict';
const { EventEmitter } = require('node:events');
const { Application, Container } = require('./framework');
const { Pool } = require('./pool');
const { UnitOfWork } = require('./unit-of-work');
const { ReservationsController } = require('./reservations');

async function main() {
  const pool = new Pool({ max: 6, idleMs: 1500 });
  await pool.start();

  const changes = new EventEmitter();
  changes.setMaxListeners(0);
  const hotArticles = new Map();
  changes.on('article', ({ id }) => {
    hotArticles.delete(id);
    hotArticles.set(id, Date.now());
    if (hotArticles.size > 150) hotArticles.delete(hotArticles.keys().next().value);
  });

  const container = new Container()
    .value('pool', pool)
    .value('changes', changes)
    .value('hotArticles', hotArticles)
    .scoped('unitOfWork', (scope) => new UnitOfWork(scope.get('pool'), scope.get('changes')))
    .scoped('reservations', (scope) => new ReservationsController(scope.get('unitOfWork'), scope.get('hotArticles')));

  const app = new Application(container);
  app.guard((request) => (request.path.startsWith('/admin') ? request.headers['x-role'] === 'admin' : true));
  app.interceptor(async (request, scope, next) => {
    const started = Date.now();
    const answer = await next();
    return { ...answer, headers: { ...answer.headers, 'server-timing': `app;dur=${Date.now() - started}` } };
  });
  app.route('POST', '/reservations', 'reservations', 'reserve');
  app.route('GET', '/articles/:id', 'reservations', 'article');
  app.route('GET', '/hot', 'reservations', 'hot');
  app.route('GET', '/pool', { handler: (request, scope) => ({ body: scope.get('pool').stats() }) });
  app.listen(process.env.PORT);
}

main();
