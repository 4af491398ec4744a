const fastify = require('fastify');
const mercurius = require('mercurius');

const schema = `
  type Author { name: String }
  type Book { id: ID, title: String, stars: Int, author: Author }
  type Query { books(n: Int!): [Book] }
  type Mutation { rate(id: ID!, stars: Int!): Book }
`;
const app = fastify();
app.register(mercurius, {
  schema,
  jit: 5,
  resolvers: {
    Query: { books: (_, { n }) => Array.from({ length: n }, (_, id) => ({ id, title: 'Book ' + id })) },
    Mutation: { rate: async (_, { id, stars }) => ({ id, title: 'Book ' + id, stars }) },
  },
  loaders: { Book: { author: async (queries) => queries.map(({ obj }) => ({ name: 'Author of ' + obj.id })) } },
});
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
