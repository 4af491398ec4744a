import { createServer } from 'node:http';
import { preview, whole } from './edge.mjs';
import { slowest } from './origin.mjs';

const books = new Map([
  ['moby', 'Moby-Dick'],
  ['emma', 'Emma'],
  ['dune', 'Dune'],
]);

function json(res, status, body) {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

createServer(async (req, res) => {
  const [, kind, book] = req.url.split('/');
  if (kind === 'catalog') return json(res, 200, [...books].map(([id, title]) => ({ id, title, href: `/previews/${id}` })));
  if (kind === 'slowest') return json(res, 200, slowest());
  if (!books.has(book)) return json(res, 404, { error: 'no such book' });
  try {
    if (kind === 'previews') return json(res, 200, { title: books.get(book), text: await preview(book, 200) });
    if (kind === 'words') return json(res, 200, { title: books.get(book), ...(await whole(book)) });
    json(res, 404, { error: 'not found' });
  } catch (error) {
    json(res, 502, { error: error.message });
  }
}).listen(Number(process.env.PORT), '127.0.0.1');
