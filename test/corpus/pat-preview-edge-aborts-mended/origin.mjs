import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { once } from 'node:events';

const CHAPTER = 'Call me a chapter. '.repeat(60);
const downloads = new Map();
let last = 0;

/** Sends a book chapter by chapter, at the pace of those who read it. */
async function sendBook(req, res, book) {
  const download = { number: ++last, book, sent: 0, chapters: [], startedAt: Date.now(), agent: req.headers['user-agent'] ?? '' };
  downloads.set(download.number, download);
  res.on('close', () => downloads.delete(download.number));
  res.writeHead(200, { 'content-type': 'text/plain' });
  for (let chapter = 1; chapter <= 4; chapter++) {
    if (res.destroyed) return;
    const text = `Chapter ${chapter} of ${book}\n${CHAPTER}\n`;
    res.write(text);
    download.sent += text.length;
    download.chapters.push({ chapter, at: Date.now() });
    await sleep(1);
  }
  res.end();
}

const origin = createServer((req, res) => {
  const book = req.url.split('/')[2];
  void sendBook(req, res, book).catch(() => res.destroy());
});

export function slowest() {
  const [first] = downloads.values();
  return first ? { book: first.book, sent: first.sent, ms: Date.now() - first.startedAt } : null;
}

origin.listen(0, '127.0.0.1');
await once(origin, 'listening');
export const port = origin.address().port;
