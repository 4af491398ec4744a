// Answers at once and does the rest 3 s later: until then each request's data are held by a timer.
const http = require('node:http');

http
  .createServer((request, response) => {
    const job = { url: request.url, data: Buffer.alloc(64) };
    setTimeout(() => void job.data.length, 3000);
    response.end('ok');
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
