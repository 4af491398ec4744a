const { ApolloServer } = require('@apollo/server');
const { startStandaloneServer } = require('@apollo/server/standalone');

const typeDefs = `
  type Author { name: String }
  type Book { id: ID, title: String, author: Author }
  type Query { book(id: ID!): Book }
`;
const resolvers = {
  Query: { book: (_, { id }) => ({ id, title: 'Book ' + id }) },
  Book: { author: (book) => ({ name: 'Author of ' + book.id }) },
};
startStandaloneServer(new ApolloServer({ typeDefs, resolvers, includeStacktraceInErrorResponses: false }), {
  listen: { port: Number(process.env.PORT), host: '127.0.0.1' },
  context: async ({ req }) => ({ agent: req.headers['user-agent'] }),
});
