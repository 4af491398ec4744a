const http = require('node:http');

const limits = { recent: 3000, ghosts: 6000, proven: 3000 };
const recent = new Map();
const ghosts = new Set();
const proven = new Map();

function take(key, load) {
  const known = proven.get(key);
  if (known !== undefined) {
    proven.delete(key);
    proven.set(key, known);
    return known;
  }
  if (recent.has(key)) return recent.get(key);
  const value = load(key);
  if (ghosts.delete(key)) {
    proven.set(key, value);
    if (proven.size > limits.proven) proven.delete(proven.keys().next().value);
    return value;
  }
  recent.set(key, value);
  if (recent.size > limits.recent) {
    const oldest = recent.keys().next().value;
    recent.delete(oldest);
    ghosts.add(oldest);
    if (ghosts.size > limits.ghosts) ghosts.delete(ghosts.values().next().value);
  }
  return value;
}

http.createServer((req, res) => {
  const key = 'article-' + Math.floor(60_000 * Math.random() ** 3);
  res.end(take(key, () => ({ key, words: key.split('-'), read: Date.now() })).key);
}).listen(process.env.PORT, '127.0.0.1');
