const http = require('node:http');

const symbols = new Map();
function intern(word) {
  let symbol = symbols.get(word);
  if (symbol === undefined) symbols.set(word, (symbol = { word, id: symbols.size }));
  return symbol;
}

http.createServer((req, res) => {
  const words = Array.from({ length: 4 }, () => 'w' + Math.floor(Math.random() * 12000));
  res.end(words.map((word) => intern(word).id).join(' '));
}).listen(process.env.PORT, '127.0.0.1');
