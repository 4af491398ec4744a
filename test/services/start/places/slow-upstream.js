// Listens after half a second.
setTimeout(() => {
  require('node:http').createServer((_, response) => response.end('up')).listen(Number(process.env.UPSTREAM_PORT), '127.0.0.1');
}, 500);
