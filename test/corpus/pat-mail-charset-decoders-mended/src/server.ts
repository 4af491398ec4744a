import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { decodersKnown } from './charset.js';
import { previewOf, type Preview } from './preview.js';

const folders = new Map<string, Preview[]>();

async function bytesOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function keep(folder: string, preview: Preview): number {
  const list = folders.get(folder) ?? [];
  list.unshift(preview);
  list.length = Math.min(list.length, 25);
  folders.set(folder, list);
  return list.length;
}

function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const server = createServer(async (req, res) => {
  const { pathname } = new URL(req.url ?? '/', 'http://mail');
  const match = /^\/folders\/(inbox|archive|spam)(\/messages)?$/.exec(pathname);
  if (pathname === '/health') return json(res, 200, { ok: true, decoders: decodersKnown() });
  if (!match) return json(res, 404, { error: 'no such folder' });
  const folder = match[1]!;
  if (req.method === 'GET') return json(res, 200, folders.get(folder) ?? []);
  try {
    const preview = previewOf(await bytesOf(req));
    json(res, 201, { position: keep(preview.spam > 0.4 ? 'spam' : folder, preview), preview });
  } catch (error) {
    json(res, 400, { error: error instanceof Error ? error.message : String(error) });
  }
});

server.listen(Number(process.env.PORT), '127.0.0.1');
