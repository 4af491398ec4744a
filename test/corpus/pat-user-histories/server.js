const http = require('node:http');

const users = new Map();
for (let i = 0; i < 200; i++) users.set('user' + i, { name: 'User ' + i, visits: [] });
let n = 0;
http.createServer((req, res) => {
  const user = users.get('user' + (n++ % 200));
  user.visits.push({ at: new Date(), url: req.url });
  res.end(user.name);
}).listen(process.env.PORT, '127.0.0.1');
