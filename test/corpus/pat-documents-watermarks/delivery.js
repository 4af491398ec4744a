'use strict';
const { createReadStream } = require('node:fs');
const { PassThrough, Transform, pipeline } = require('node:stream');
const zlib = require('node:zlib');

function withMark(mark) {
  let first = true;
  return new Transform({
    transform(chunk, encoding, done) {
      if (first) this.push(`<!-- watermark -->\n${mark}\n`);
      first = false;
      done(null, chunk);
    },
  });
}

function encoderFor(ctx) {
  const encoding = ctx.acceptsEncodings('br', 'gzip', 'identity');
  if (encoding === 'identity' || !encoding) return new PassThrough();
  ctx.set('content-encoding', encoding);
  if (encoding === 'br') return zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } });
  return zlib.createGzip({ level: 4 });
}

function sendDocument(ctx, document, mark, downloads) {
  downloads.started++;
  const steps = [createReadStream(document.file, { highWaterMark: 16 * 1024 })];
  if (mark) steps.push(withMark(mark));
  const encoder = encoderFor(ctx);
  pipeline(...steps, encoder, (error) => {
    if (error) downloads.aborted++;
    else downloads.finished++;
  });
  ctx.type = 'text/plain';
  ctx.body = encoder;
}

module.exports = { sendDocument };
