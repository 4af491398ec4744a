const http = require('node:http');
const hdr = require('hdr-histogram-js');

const pick = (list) => list[Math.floor(list.length * Math.random() ** 2)];
const routes = Array.from({ length: 12 }, (_, n) => '/v1/thing' + n);
const byLabels = new Map();
http.createServer((req, res) => {
  const started = process.hrtime.bigint();
  const labels = [pick(routes), pick(['GET', 'PUT', 'POST', 'DELETE']), pick([200, 201, 404, 409, 503])].join(' ');
  let histogram = byLabels.get(labels);
  if (histogram === undefined) {
    histogram = hdr.build({ bitBucketSize: 32, autoResize: true, lowestDiscernibleValue: 1, highestTrackableValue: 1000, numberOfSignificantValueDigits: 2 });
    byLabels.set(labels, histogram);
  }
  histogram.recordValue(1 + Number(process.hrtime.bigint() - started));
  res.end(histogram.totalCount + ' ' + histogram.getValueAtPercentile(99));
}).listen(process.env.PORT, '127.0.0.1');
