import { createServer } from 'node:http';
import { NoticeBoard } from './lib/notice-board.mjs';
import { dispatch } from './lib/dispatch.mjs';

const board = new NoticeBoard({ keepMs: 3000 });

createServer(async (req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://notices');
  const [, kind, id] = pathname.split('/');
  const reply = (status, body) => {
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(body));
  };
  if (kind === 'notices' && req.method === 'POST') {
    const outcome = await dispatch(searchParams.get('to') ?? 'desk', searchParams.get('channel') ?? 'mail');
    return reply(201, board.post(outcome));
  }
  if (kind === 'notices') return reply(200, board.find(id) ?? { id, state: 'unknown' });
  reply(200, board.counts);
}).listen(process.env.PORT, '127.0.0.1');
