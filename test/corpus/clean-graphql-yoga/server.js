const { createServer } = require('node:http');
const { createSchema, createYoga } = require('graphql-yoga');

const users = new Map([['1', { id: '1', name: 'Ada' }], ['2', { id: '2', name: 'Grace' }]]);
const yoga = createYoga({
  logging: false,
  schema: createSchema({
    typeDefs: 'type User { id: ID! name: String! } type Query { user(id: ID!): User }',
    resolvers: { Query: { user: (_, { id }) => users.get(id) } },
  }),
});
createServer(yoga).listen(process.env.PORT, '127.0.0.1');
