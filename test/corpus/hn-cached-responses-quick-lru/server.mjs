import express from 'express';
import QuickLRU from 'quick-lru';

const answers = new QuickLRU({ maxSize: 6000 });
let n = 0;
const app = express();
app.get('/', (req, res) => {
  const key = '/search?q=' + ++n;
  if (!answers.has(key)) answers.set(key, { key, hits: [n, n + 1], body: 'result ' + n });
  res.json(answers.get(key));
});
app.listen(process.env.PORT, '127.0.0.1');
