const express = require('express');
const gql = require('graphql-tag');
const { execute, buildSchema } = require('graphql');

const schema = buildSchema('type Query { user(id: ID!): String }');
const rootValue = { user: ({ id }) => 'user ' + id };
const query = gql`query Q($id: ID!) { user(id: $id) }`;
let n = 0;
const app = express();
app.get('/', async (req, res) => {
  const document = query;
  res.json(await execute({ schema, document, rootValue, variableValues: { id: String(++n) } }));
});
app.listen(process.env.PORT, '127.0.0.1');
