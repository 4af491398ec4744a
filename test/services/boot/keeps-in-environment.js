// Sets an environment variable to a new text of 2 KB in each request, and with LEAK=0 none: the C library keeps every
// text, outside the heap and unknown to V8.
const { createServer } = require('node:http');
let requests = 0;
createServer((request, response) => {
  requests++;
  if (process.env.LEAK !== '0') process.env.LAST_REQUEST = String(requests).padEnd(2048, 'x');
  response.end('ok');
}).listen(Number(process.env.PORT), '127.0.0.1');
