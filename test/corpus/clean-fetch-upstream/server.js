const http = require('node:http');

const upstream = http.createServer((req, res) => {
  res.setHeader('content-type', 'application/json');
  res.end('{"cents":199}');
});
upstream.listen(0, '127.0.0.1', () => {
  const url = 'http://127.0.0.1:' + upstream.address().port + '/price';
  http.createServer(async (req, res) => {
    const { cents } = await (await fetch(url)).json();
    res.end(String(cents));
  }).listen(process.env.PORT, '127.0.0.1');
});
