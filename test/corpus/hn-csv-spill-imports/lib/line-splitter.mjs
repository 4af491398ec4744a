import { Transform } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Bytes in, lines out; a line that is too long is an error. */
export class LineSplitter extends Transform {
  #decoder = new StringDecoder('utf8');
  #rest = '';
  #maxLine;

  constructor({ maxLine = 4096 } = {}) {
    super({ readableObjectMode: true, readableHighWaterMark: 64 });
    this.#maxLine = maxLine;
  }

  _transform(chunk, _encoding, done) {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
    this.#rest = lines.pop();
    if (this.#rest.length > this.#maxLine) return done(new RangeError('line too long'));
    for (const line of lines) if (line !== '') this.push(line);
    done();
  }

  _flush(done) {
    const last = this.#rest + this.#decoder.end();
    if (last !== '') this.push(last);
    done();
  }
}
