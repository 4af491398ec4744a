const http = require('node:http');

const buckets = Array.from({ length: 10 }, () => ({ second: 0, samples: [], failures: [] }));
function bucketNow() {
  const second = Math.floor(Date.now() / 1000);
  const bucket = buckets[second % buckets.length];
  if (bucket.second !== second) Object.assign(bucket, { second, samples: [], failures: [] });
  return bucket;
}

let open = false;
setInterval(() => {
  const since = Math.floor(Date.now() / 1000) - buckets.length;
  const live = buckets.filter(({ second }) => second > since);
  const calls = live.flatMap(({ samples }) => samples).sort((a, b) => a.took - b.took);
  open = live.flatMap(({ failures }) => failures).length > calls.length / 2;
}, 1000);

http.createServer((req, res) => {
  const bucket = bucketNow();
  bucket.samples.push({ took: Math.random() * 100, url: req.url });
  if (Math.random() < 0.05) bucket.failures.push(new Error('upstream').message);
  res.end(String(open));
}).listen(process.env.PORT, '127.0.0.1');
