import http from 'node:http';

const rules = new Map();
const source = (n) => `export const id = ${n}; export default function rule(order) { return order.total > ${n * 10} ? 'discount' : 'full'; }`;
async function ruleOf(n) {
  if (!rules.has(n)) rules.set(n, import('data:text/javascript,' + encodeURIComponent(source(n))));
  return (await rules.get(n)).default;
}

http.createServer(async (req, res) => {
  const rule = await ruleOf(Math.floor(250 * Math.random() ** 1.5));
  res.end(rule({ total: Math.random() * 2500 }));
}).listen(process.env.PORT, '127.0.0.1');
