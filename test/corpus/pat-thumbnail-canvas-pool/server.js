'use strict';
const http = require('node:http');
const { CanvasPool } = require('./pool');
const { draw, runs, BadShape } = require('./draw');

const SIZE = 64;
const pool = new CanvasPool(SIZE, SIZE);
const counts = { drawn: 0, refused: 0 };

async function thumbnail(shapes) {
  const canvas = pool.acquire();
  try {
    await draw(canvas, SIZE, shapes);
    counts.drawn++;
    return { size: SIZE, strokes: canvas.strokes.length, runs: runs(canvas.pixels) };
  } catch (error) {
    counts.refused++;
    pool.discard(canvas);
    throw error;
  } finally {
    pool.release(canvas);
  }
}

function answer(res, status, body) {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}

http
  .createServer((req, res) => {
    if (req.method === 'GET') {
      const known = req.url === '/status';
      return answer(res, known ? 200 : 404, known ? { ...counts, made: pool.made } : { error: 'not found' });
    }
    let text = '';
    req.on('data', (chunk) => (text += chunk));
    req.on('end', async () => {
      try {
        const { shapes } = JSON.parse(text);
        answer(res, 200, await thumbnail(shapes.slice(0, 12)));
      } catch (error) {
        answer(res, error instanceof BadShape ? 422 : 400, { error: error.message });
      }
    });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
