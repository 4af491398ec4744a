'use strict';

module.exports = async (app) => {
  app.get('/addresses', {
    schema: {
      querystring: {
        type: 'object',
        required: ['postcode', 'street'],
        properties: { postcode: { type: 'string', pattern: '^[0-9]{5}$' }, street: { type: 'string', maxLength: 80 } },
      },
    },
    handler: async ({ query }) => app.addressBook.find(query.postcode, query.street),
  });

  app.post('/addresses/check', async (request) => {
    const { lines } = request.body;
    return { results: lines.map(({ postcode, street }) => ({ ok: true, ...app.addressBook.find(postcode, street) })) };
  });

  app.get('/addresses/stats', async () => app.addressBook.stats());
};
