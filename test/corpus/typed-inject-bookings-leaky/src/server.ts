import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { createInjector, Scope } from 'typed-inject';
import { Bookings } from './bookings';
import { Rooms, Tariff } from './rooms';
import type { RequestContext } from './context';

const root = createInjector()
  .provideClass('rooms', Rooms, Scope.Singleton)
  .provideClass('tariff', Tariff, Scope.Singleton);

async function readJson(req: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

function send(res: ServerResponse, status: number, value: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(value));
}

function contextOf(req: IncomingMessage): RequestContext {
  return {
    id: String(req.headers['x-request-id'] ?? randomUUID()),
    guest: String(req.headers['x-guest'] ?? 'anonymous'),
    received: new Date(),
    notes: [],
  };
}

async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost');
  if (pathname === '/') return send(res, 200, { service: 'bookings' });
  const scope = root.provideValue('context', contextOf(req));
  try {
    const bookings = scope.injectClass(Bookings);
    if (req.method === 'GET' && pathname === '/rooms') {
      return send(res, 200, bookings.offers(Number(searchParams.get('nights') ?? 1)));
    }
    if (req.method === 'POST' && pathname === '/bookings') {
      const booking = bookings.book(await readJson(req));
      return send(res, booking ? 201 : 409, booking ?? { error: 'no such room' });
    }
    send(res, 404, { error: 'not found' });
  } finally {
    await scope.dispose();
  }
}

createServer((req, res) => {
  handle(req, res).catch((error: Error) => send(res, 500, { error: error.message }));
}).listen(Number(process.env.PORT), '127.0.0.1');
