import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Boards } from './boards.js';
import type { Shape } from './history.js';

const boards = new Boards(['planning', 'retro', 'sales', 'design']);

function textOf(req: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    req.setEncoding('utf8');
    req.on('data', (chunk: string) => (text += chunk));
    req.once('end', () => resolve(text));
    req.once('error', reject);
  });
}

function shapeOf(input: Partial<Shape>): Shape | null {
  const { id, kind, x, y, text } = input;
  if (!id || !kind || !['box', 'line', 'note'].includes(kind)) return null;
  return { id, kind, x: Number(x) || 0, y: Number(y) || 0, ...(text && { text: text.slice(0, 400) }) };
}

function answer(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}

async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const [, kind, name, what] = (req.url ?? '/').split('/');
  const board = kind === 'boards' && name ? boards.get(name) : undefined;
  if (!board) return answer(res, 404, { error: 'no such board' });
  if (req.method === 'GET') return answer(res, 200, board.view());
  if (what === 'undo') return answer(res, 200, { undone: board.undo() });
  const shape = shapeOf(JSON.parse(await textOf(req)) as Partial<Shape>);
  if (!shape) return answer(res, 422, { error: 'no shape' });
  answer(res, 201, { shapes: board.draw(shape, String(req.headers['x-author'] ?? 'guest')) });
}

createServer((req, res) => {
  handle(req, res).catch((error: Error) => answer(res, 400, { error: error.message }));
}).listen(Number(process.env.PORT), '127.0.0.1');
