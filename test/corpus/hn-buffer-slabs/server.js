const http = require('node:http');

const size = 64 * 1024;
const free = [];
let made = 0;
function slab() {
  if (free.length > 0) return free.pop();
  made++;
  return Buffer.allocUnsafeSlow(size);
}

let working = 0;
http.createServer((req, res) => {
  // At most 48 jobs wait at a time; the others are done at once.
  const bytes = slab();
  bytes.write(req.url);
  if (working < 48) {
    working++;
    setTimeout(() => {
      working--;
      free.push(bytes);
    }, Math.random() * 1500);
  } else free.push(bytes);
  res.end(String(made));
}).listen(process.env.PORT, '127.0.0.1');
