const http = require('node:http');

let lastFailure = null;
http.createServer((req, res) => {
  try {
    JSON.parse('{"broken": ');
  } catch (error) {
    lastFailure = new Error('could not read the settings', { cause: lastFailure ?? error });
  }
  res.end(lastFailure.message);
}).listen(process.env.PORT, '127.0.0.1');
