const http = require('node:http');

// A histogram per route, status and shard: 12 x 5 x 8 series, made when first seen.
const histograms = new Map();
const pick = (count) => Math.floor(Math.random() * count);
http.createServer((req, res) => {
  const labels = `route="/r${pick(12)}",status="${200 + pick(5)}",shard="${pick(8)}"`;
  let histogram = histograms.get(labels);
  if (histogram === undefined) histograms.set(labels, (histogram = { labels, sum: 0, buckets: new Array(12).fill(0) }));
  histogram.sum += Math.random();
  histogram.buckets[pick(12)]++;
  res.end(String(histograms.size));
}).listen(process.env.PORT, '127.0.0.1');
