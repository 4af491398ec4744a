const express = require('express');
const gql = require('graphql-tag');
const { execute, buildSchema } = require('graphql');

const schema = buildSchema('type Query { user(id: ID!): String }');
const rootValue = { user: ({ id }) => 'user ' + id };

let n = 0;
const app = express();
app.get('/', async (req, res) => {
  const document = gql(`{ user(id: "${++n}") }`);
  res.json(await execute({ schema, document, rootValue }));
});
app.listen(process.env.PORT, '127.0.0.1');
