'use strict';

const requestLog = {
  name: 'request-log',
  register(server, { keep }) {
    const entries = [];
    server.ext('onRequest', (request, h) => {
      request.app.startedAt = performance.now();
      return h.continue;
    });
    server.events.on('response', (request) => {
      entries.push({
        id: request.info.id,
        line: `${request.method.toUpperCase()} ${request.path} ${request.response.statusCode ?? '-'}`,
        ms: performance.now() - request.app.startedAt,
      });
      if (entries.length > keep * 1.2) entries.splice(0, entries.length - keep);
    });
    server.decorate('server', 'lastRequests', () => entries.slice(-20));
    server.route({ method: 'GET', path: '/log', handler: () => server.lastRequests() });
  },
};

module.exports = { requestLog };
