const http = require('node:http');

const cache = new Map();
const text = 'the quick brown fox jumps over the lazy dog '.repeat(4);
function expression(word) {
  let found = cache.get(word);
  if (found === undefined) cache.set(word, (found = new RegExp('(^|\\W)' + word + '(s|ed|ing)?(?=\\W|$)', 'giu')));
  return found;
}

http.createServer((req, res) => {
  const word = 'w' + Math.floor(1500 * Math.random() ** 1.5).toString(36);
  res.end(String([...text.matchAll(expression(word))].length));
}).listen(process.env.PORT, '127.0.0.1');
