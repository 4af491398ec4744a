import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { decide } from './rules.js';
import { SlidingWindow, type Event } from './window.js';

const window = new SlidingWindow(4);
const totals = { allowed: 0, refused: 0 };

async function read(req: IncomingMessage): Promise<Partial<Event>> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Partial<Event>;
}

function eventOf({ card, cents, country }: Partial<Event>): Event | null {
  if (typeof card !== 'string' || !(Number(cents) > 0)) return null;
  return { card, cents: Number(cents), country: country ?? 'at', at: Date.now() };
}

async function payment(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const event = eventOf(await read(req));
  if (!event) return send(res, 422, { error: 'card and cents, please' });
  const decision = decide(event, window);
  window.add(event);
  totals[decision.allow ? 'allowed' : 'refused']++;
  send(res, 200, decision);
}

function send(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}

createServer((req, res) => {
  if (req.method === 'POST' && req.url === '/payments') {
    payment(req, res).catch((error: Error) => send(res, 400, { error: error.message }));
  } else if (req.url === '/totals') send(res, 200, { ...totals, seen: totals.allowed + totals.refused });
  else if (req.url === '/rules') send(res, 200, { window: 4, refuseAt: 50 });
  else send(res, 404, { error: 'not found' });
}).listen(Number(process.env.PORT), '127.0.0.1');
