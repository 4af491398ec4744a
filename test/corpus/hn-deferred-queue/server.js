const http = require('node:http');

// Mails are sent a second and a half after the answer, 50 at a time.
const queue = [];
let sent = 0;
setInterval(() => {
  const due = Date.now() - 1500;
  while (queue.length > 0 && queue[0].at < due) {
    queue.shift();
    sent++;
  }
}, 50);
http.createServer((req, res) => {
  queue.push({ at: Date.now(), to: 'user@example.org', text: 'hello ' + req.url });
  res.end(String(sent));
}).listen(process.env.PORT, '127.0.0.1');
