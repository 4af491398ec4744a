'use strict';
const http = require('node:http');
const { Recorder } = require('./lib/recorder');

const recorder = new Recorder(['gate', 'lobby', 'ramp', 'dock'], 12 * 1024 * 1024);
let captures = 0;

// Stands for the camera: more happens in front of the door, the larger the picture is.
function capture(door) {
  captures++;
  const frame = Buffer.alloc(3200 + ((captures * 2654435761) % 6000), captures & 0xff);
  frame.write(`${door} ${captures}`, 0, 'latin1');
  return frame;
}

http
  .createServer((req, res) => {
    const [, kind, door] = req.url.split('/');
    if (kind === 'usage') return res.end(JSON.stringify(recorder.usage()));
    const ring = kind === 'doors' ? recorder.ringOf(door) : undefined;
    if (!ring) return res.writeHead(kind ? 404 : 200).end('{}');
    if (req.method === 'POST') {
      const frame = capture(door);
      recorder.keep(ring, frame);
      return res.writeHead(201).end(JSON.stringify({ door, bytes: frame.length, frames: ring.count }));
    }
    const frame = ring.newest();
    if (!frame) return res.writeHead(204).end();
    res.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': frame.length });
    res.end(frame);
  })
  .listen(process.env.PORT, '127.0.0.1');
