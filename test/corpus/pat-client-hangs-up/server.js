const http = require('node:http');

const pending = new Map();
let n = 0;
const server = http.createServer((req, res) => {
  if (req.url === '/report') {
    const id = ++n;
    pending.set(id, { res, at: Date.now() });
    // 'finish' never comes when the client hangs up; 'close' would.
    res.on('finish', () => pending.delete(id));
    setTimeout(() => res.writable && !res.destroyed && res.end('report'), 20);
    return;
  }
  const client = http.get({ host: '127.0.0.1', port: server.address().port, path: '/report', agent: false });
  client.on('error', () => {});
  client.on('socket', (socket) => socket.once('connect', () => setTimeout(() => { client.destroy(); res.end('hung up'); }, 5)));
});
server.listen(process.env.PORT, '127.0.0.1');
