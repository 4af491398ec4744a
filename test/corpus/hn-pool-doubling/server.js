const http = require('node:http');

// Buffers for parsing: the pool doubles whenever it is empty, and everything is given back.
const free = [];
let total = 0;
function take() {
  if (free.length === 0) {
    const more = Math.max(1, total);
    for (let i = 0; i < more; i++) free.push({ scratch: new Array(64).fill(0) });
    total += more;
  }
  return free.pop();
}

http.createServer((req, res) => {
  const buffer = take();
  setTimeout(() => {
    free.push(buffer);
    res.end(String(total));
  }, Math.random() * 5);
}).listen(process.env.PORT, '127.0.0.1');
