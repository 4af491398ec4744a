const { QueryClient } = require('@tanstack/query-core');
const express = require('express');

let n = 0;
const app = express();
app.get('/', async (req, res) => {
  const client = new QueryClient();
  client.mount();
  res.json(await client.fetchQuery({ queryKey: ['user', ++n], queryFn: async () => ({ n }) }));
});
app.listen(process.env.PORT, '127.0.0.1');
