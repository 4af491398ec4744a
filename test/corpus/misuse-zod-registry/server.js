const express = require('express');
const { z } = require('zod');

let n = 0;
const app = express();
app.get('/', (req, res) => {
  const schema = z.object({ name: z.string() }).meta({ id: 'form-' + ++n });
  res.json(schema.parse({ name: 'ada' }));
});
app.listen(process.env.PORT, '127.0.0.1');
