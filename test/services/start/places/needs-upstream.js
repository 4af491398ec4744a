// Refuses to start unless UPSTREAM answers, and asks it for every request.
const http = require('node:http');

const ask = (done) => http.get(process.env.UPSTREAM, (response) => response.resume().once('end', done)).once('error', () => process.exit(3));
ask(() => {
  http.createServer((_, response) => ask(() => response.end('ok'))).listen(Number(process.env.PORT), '127.0.0.1');
});
