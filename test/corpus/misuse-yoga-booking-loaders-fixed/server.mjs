import { createServer } from 'node:http';
import { GraphQLError } from 'graphql';
import { createSchema, createYoga } from 'graphql-yoga';
import { createLoaders, forget } from './loaders.mjs';
import { bookings } from './store.mjs';

const typeDefs = /* GraphQL */ `
  type Room {
    id: ID!
    floor: Int!
    beds: Int!
    rate: Int!
  }
  type Guest {
    id: ID!
    name: String!
    tier: String!
  }
  type Booking {
    id: ID!
    nights: Int!
    status: String!
    room: Room!
    guest: Guest!
    total: Int!
  }
  type Query {
    booking(id: ID!): Booking
    room(id: ID!): Room
  }
  type Mutation {
    extendBooking(id: ID!, nights: Int!): Booking!
  }
`;

const resolvers = {
  Query: {
    booking: (_, { id }, { loaders }) => loaders.booking.load(id),
    room: (_, { id }, { loaders }) => loaders.room.load(id),
  },
  Mutation: {
    extendBooking: async (_, { id, nights }, { loaders }) => {
      if (nights < 1 || nights > 14) throw new GraphQLError('between 1 and 14 nights', { extensions: { code: 'BAD_USER_INPUT' } });
      const booking = await bookings.extend(id, nights);
      forget(id);
      loaders.booking.clear(id).prime(id, booking);
      return booking;
    },
  },
  Booking: {
    room: ({ roomId }, _, { loaders }) => loaders.room.load(roomId),
    guest: ({ guestId }, _, { loaders }) => loaders.guest.load(guestId),
    total: async ({ roomId, nights }, _, { loaders }) => (await loaders.room.load(roomId)).rate * nights,
  },
};

const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: () => ({ loaders: createLoaders() }),
  graphiql: false,
  landingPage: false,
  logging: 'error',
  healthCheckEndpoint: '/health',
});

createServer(yoga).listen(Number(process.env.PORT), '127.0.0.1');
