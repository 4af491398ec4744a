const { createModule, gql, CONTEXT, Injectable, Scope } = require('graphql-modules');

const titles = ['bag', 'chair', 'cup', 'lamp', 'rug', 'shelf'];

exports.catalog = createModule({
  id: 'catalog',
  typeDefs: gql`
    type Product { sku: ID! title: String! }
    type Query { categories: [String!]! }
  `,
  resolvers: { Query: { categories: () => ['kitchen', 'living', 'office'] } },
});

exports.orders = createModule({
  id: 'orders',
  typeDefs: gql`
    type Customer { id: ID! name: String! }
    type Line { sku: ID! product: Product! }
    type Order { id: ID! total: Int! customer: Customer! lines: [Line!]! }
    extend type Query { order(id: ID!): Order }
  `,
  resolvers: {
    Query: {
      order: (_, { id }) => ({ id, total: 990 + id.length * 10, customerId: `c-${id}`, skus: [id.length % 6, (id.length + 2) % 6] }),
    },
    Order: {
      customer: (order, _, { customers }) => customers.load(order.customerId),
      lines: (order) => order.skus.map((n) => ({ sku: `sku-${n}`, n })),
    },
    Line: { product: (line) => ({ sku: line.sku, title: titles[line.n] }) },
  },
});
