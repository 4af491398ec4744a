const express = require('express');

const answers = new Map();
const app = express();
app.get('/', (req, res) => {
  const query = 'q' + Math.floor(Math.random() * 100000);
  let answer = answers.get(query);
  if (!answer) {
    answer = { query, results: [1, 2, 3].map((i) => ({ i, title: query + i })) };
    answers.set(query, answer);
    setTimeout(() => answers.delete(query), 6000);
  }
  res.json(answer);
});
app.listen(process.env.PORT, '127.0.0.1');
