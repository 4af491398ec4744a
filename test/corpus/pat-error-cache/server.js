const http = require('node:http');

class UpstreamError extends Error {
  constructor(url, cause) {
    super('no answer for ' + url, { cause });
    this.url = url;
  }
}

const lastErrors = [];
let n = 0;
http.createServer((req, res) => {
  try {
    throw new UpstreamError(req.url + '?' + ++n, new Error('timeout'));
  } catch (error) {
    lastErrors.unshift(error);
    res.end(error.message);
  }
}).listen(process.env.PORT, '127.0.0.1');
