const http = require('node:http');

let calls = 0;
const upstream = async () => {
  if (++calls === 700) throw new Error('upstream is down');
  return { price: calls };
};

let degraded = false;
const retries = [];
http.createServer(async (req, res) => {
  try {
    if (degraded) retries.push({ url: req.url, at: Date.now(), attempt: 1 });
    res.end(JSON.stringify(await upstream()));
  } catch {
    degraded = true;
    res.end('{"price":null}');
  }
}).listen(process.env.PORT, '127.0.0.1');
