const http = require('node:http');

// Parsed user agents, memoised: some are common, most are rare, and there are 3000 of them (Zipf).
const parsed = new Map();
function rank() {
  return Math.min(3000, Math.floor(Math.exp(Math.random() * Math.log(3000))));
}

http.createServer((req, res) => {
  const agent = 'Browser/' + rank();
  if (!parsed.has(agent)) parsed.set(agent, { agent, family: agent.split('/')[0], version: Number(agent.split('/')[1]) });
  res.end(parsed.get(agent).family);
}).listen(process.env.PORT, '127.0.0.1');
