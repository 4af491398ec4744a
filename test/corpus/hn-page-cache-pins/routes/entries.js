'use strict';

module.exports = async (app) => {
  app.get('/entries/:number', async (request, reply) => {
    const found = await app.archive.read(Number(request.params.number) * 7919, { checked: false });
    return found;
  });

  app.get('/entries/:number/proof', async (request, reply) => {
    const found = await app.archive.read(Number(request.params.number) * 7919, { checked: true });
    if (found.error) return reply.code(409).send(found);
    return { ...found, proof: (found.amount * 31 + found.page).toString(36) };
  });

  app.get('/archive', async () => app.archive.stats());
};
