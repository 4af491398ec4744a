const express = require('express');
const { ApolloClient, ApolloLink, InMemoryCache, Observable, gql } = require('@apollo/client/core');

const link = new ApolloLink(({ variables }) =>
  Observable.of({ data: { user: { __typename: 'User', id: variables.id, name: 'User ' + variables.id } } }),
);
const client = new ApolloClient({ link, cache: new InMemoryCache(), ssrMode: true });
const query = gql`query User($id: ID!) { user(id: $id) { id name } }`;
let n = 0;
const app = express();
app.get('/', async (req, res) => {
  const { data } = await client.query({ query, variables: { id: String(++n) } });
  res.json(data.user);
});
app.listen(process.env.PORT, '127.0.0.1');
