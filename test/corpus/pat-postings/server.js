const http = require('node:http');

const postings = new Map();
for (let i = 0; i < 60; i++) postings.set(`word${i}`, []);

let id = 0;
http.createServer((req, res) => {
  id++;
  for (let i = 0; i < 6; i++) {
    const word = `word${(id * 7 + i * 11) % 60}`;
    postings.get(word).push(id);
  }
  res.end(String(postings.get('word7').length));
}).listen(process.env.PORT, '127.0.0.1');
