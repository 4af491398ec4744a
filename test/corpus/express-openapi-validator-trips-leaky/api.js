// The contract that the app team agreed on with us.
const stop = {
  type: 'object',
  required: ['name', 'at'],
  properties: { name: { type: 'string' }, at: { type: 'string', pattern: '^[0-2][0-9]:[0-5][0-9]$' }, platform: { type: 'string' } },
};

exports.apiSpec = {
  openapi: '3.0.1',
  info: { title: 'Trips', version: '1.4.0' },
  paths: {
    '/trips/{id}': {
      get: {
        parameters: [
          { in: 'path', name: 'id', required: true, schema: { type: 'string', maxLength: 40 } },
          { in: 'query', name: 'lang', schema: { type: 'string', enum: ['de', 'fr', 'it'] } },
        ],
        responses: {
          200: {
            description: 'a trip',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['id', 'line', 'stops'],
                  properties: { id: { type: 'string' }, line: { type: 'string' }, stops: { type: 'array', minItems: 2, items: stop } },
                },
              },
            },
          },
        },
      },
    },
    '/lines': {
      get: {
        responses: {
          200: { description: 'lines', content: { 'application/json': { schema: { type: 'array', items: { type: 'string' } } } } },
        },
      },
    },
  },
};
