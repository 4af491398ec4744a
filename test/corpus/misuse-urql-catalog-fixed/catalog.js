const http = require('node:http');
const { Client, fetchExchange, gql } = require('@urql/core');

let client;

const productQuery = gql`
  query Product($id: ID!) {
    product(id: $id) { id name cents }
  }
`;
const searchQuery = gql`
  query Search($text: String!) {
    search(text: $text) { id name }
  }
`;

// Stands for the catalog service.
function openCatalog() {
  const server = http.createServer(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += chunk;
    const { operationName, variables } = JSON.parse(text);
    const data =
      operationName === 'Product'
        ? { product: { __typename: 'Product', id: variables.id, name: `Tea ${variables.id}`, cents: 450 } }
        : { search: ['p-1', 'p-2'].map((id) => ({ __typename: 'Product', id, name: `${variables.text} ${id}` })) };
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ data }));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      client = new Client({
        url: `http://127.0.0.1:${server.address().port}/graphql`,
        preferGetMethod: false,
        exchanges: [fetchExchange],
      });
      resolve();
    });
  });
}

async function product(id) {
  const { data, error } = await client.query(productQuery, { id }).toPromise();
  if (error) throw error;
  return data.product;
}

async function search(text) {
  const { data, error } = await client.query(searchQuery, { text }).toPromise();
  if (error) throw error;
  return data.search;
}

module.exports = { openCatalog, product, search };
