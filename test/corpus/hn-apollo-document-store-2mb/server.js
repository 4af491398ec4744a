'use strict';
const { ApolloServer } = require('@apollo/server');
const { startStandaloneServer } = require('@apollo/server/standalone');
const { InMemoryLRUCache } = require('@apollo/utils.keyvaluecache');

const typeDefs = `
  type Room { number: Int!, floor: Int!, beds: [String!]! }
  type Hotel { id: ID!, name: String!, stars: Int!, rooms(floor: Int, first: Int = 3): [Room!]! }
  type Query { hotel(id: ID!): Hotel, health: Boolean! }
`;

const resolvers = {
  Query: {
    health: () => true,
    hotel: (_parent, { id }) => ({ id, name: `Hotel ${id}`, stars: 1 + (id.length % 5) }),
  },
  Hotel: {
    rooms: (_hotel, { floor = 1, first }) => Array.from({ length: first }, (_, n) => ({ number: floor * 100 + n, floor, beds: n % 2 ? ['double'] : ['single', 'single'] })),
  },
};

// Partners send their arguments inside of the query, so nearly every document is a new one.
const documentStore = new InMemoryLRUCache({ maxSize: 2 * 1024 * 1024 });

const server = new ApolloServer({ typeDefs, resolvers, documentStore, includeStacktraceInErrorResponses: false, persistedQueries: false });

startStandaloneServer(server, {
  listen: { port: Number(process.env.PORT), host: '127.0.0.1' },
  context: async ({ req }) => ({ partner: req.headers['x-partner'] ?? 'direct' }),
});
