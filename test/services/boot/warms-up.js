// 503 for the first UNREADY answers (for ever by default), then 200.
let unready = Number(process.env.UNREADY ?? Number.POSITIVE_INFINITY);
require('node:http')
  .createServer((request, response) => {
    response.statusCode = unready-- > 0 ? 503 : 200;
    response.end();
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
