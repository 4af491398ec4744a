import http from 'node:http';
import { port } from './origin.mjs';

const agent = new http.Agent({ keepAlive: true, maxSockets: 24 });

function open(book) {
  return new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, path: `/books/${book}`, agent, headers: { 'user-agent': 'edge/2' } }, resolve).on('error', reject);
  });
}

/** The beginning of a book; the rest is not waited for. */
export async function preview(book, bytes) {
  const answer = await open(book);
  answer.on('error', () => {});
  return new Promise((resolve, reject) => {
    let text = '';
    answer.setEncoding('utf8');
    answer.on('data', (chunk) => {
      text += chunk;
      if (text.length < bytes) return;
      resolve(text.slice(0, bytes));
      answer.destroy();
    });
    answer.on('end', () => resolve(text.slice(0, bytes)));
    answer.on('aborted', () => reject(new Error('origin went away')));
  });
}

export async function whole(book) {
  const answer = await open(book);
  let words = 0;
  answer.setEncoding('utf8');
  for await (const chunk of answer) words += chunk.split(/\s+/).length;
  return { book, words };
}
