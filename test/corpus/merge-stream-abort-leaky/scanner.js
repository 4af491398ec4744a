const { PassThrough, Writable } = require('node:stream');
const merge = require('merge-stream');

const control = new PassThrough();
const traffic = merge(control);
const counters = { bytes: 0, suspicious: 0 };

traffic.pipe(new Writable({
  objectMode: true,
  write(chunk, encoding, done) {
    counters.bytes += chunk.length;
    if (chunk.includes('EICAR')) counters.suspicious++;
    done();
  },
}));
traffic.on('error', (err) => { counters.lastError = err.message; });

exports.counters = counters;
exports.scan = (upload) => traffic.add(upload.pipe(new PassThrough()));
