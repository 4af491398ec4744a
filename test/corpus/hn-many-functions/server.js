const http = require('node:http');

// 400 functions with shapes of their own, called at random: inline caches, feedback and optimised code grow for long.
const shapes = Array.from({ length: 400 }, (_, i) => new Function('x', `return { a${i}: x, b: { c${i % 40}: x + 1 }, d: [x, x * 2] };`));
const read = (value) => {
  let sum = 0;
  for (const key in value) sum += typeof value[key] === 'number' ? value[key] : 1;
  return sum;
};
http.createServer((req, res) => {
  let sum = 0;
  for (let i = 0; i < 20; i++) sum += read(shapes[Math.floor(Math.random() * shapes.length)](i));
  res.end(String(sum));
}).listen(process.env.PORT, '127.0.0.1');
