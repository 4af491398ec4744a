require('reflect-metadata');
const DataLoader = require('dataloader');
const fastify = require('fastify')();
const { parse } = require('graphql');
const { createApplication } = require('graphql-modules');
const { catalog, orders } = require('./modules');

const application = createApplication({ modules: [catalog, orders] });
const execute = application.createExecution();

const parsed = new Map();
function documentOf(query) {
  if (!parsed.has(query)) {
    if (parsed.size >= 100) parsed.clear();
    parsed.set(query, parse(query));
  }
  return parsed.get(query);
}

async function loadCustomers(ids) {
  await new Promise((resolve) => setImmediate(resolve));
  return ids.map((id) => ({ id, name: `Customer ${id}` }));
}

/** What the resolvers of one operation share. */
function contextOf(request) {
  return { customers: new DataLoader(loadCustomers), requestId: request.id };
}

fastify.get('/health', async () => ({ ok: true }));
fastify.post('/graphql', async (request, reply) => {
  const { query, variables } = request.body;
  let document;
  try {
    document = documentOf(query);
  } catch (error) {
    return reply.code(400).send({ errors: [{ message: error.message }] });
  }
  return execute({ schema: application.schema, document, contextValue: contextOf(request), variableValues: variables });
});

fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
