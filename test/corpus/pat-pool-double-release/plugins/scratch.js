'use strict';
const { ScratchPool } = require('../lib/scratch-pool');

/** request.scratch() lends scratch space until the response is out. */
async function scratch(app, { points }) {
  const pool = new ScratchPool(points);

  app.decorateRequest('lent', null);
  app.decorateRequest('scratch', function () {
    this.lent ??= pool.acquire();
    return this.lent;
  });

  app.addHook('onRequest', async (request, reply) => {
    // Clients that go away get no response.
    reply.raw.once('close', () => {
      if (request.lent) pool.release(request.lent);
    });
  });

  app.addHook('onResponse', async (request) => {
    if (request.lent) pool.release(request.lent);
  });

  app.decorate('scratchMade', () => pool.made);
}

scratch[Symbol.for('skip-override')] = true;
module.exports = scratch;
