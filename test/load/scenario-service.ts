import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { WebSocketServer } from 'ws';

/** What happened to one request, as the service saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  body: Buffer;
  /** The whole request arrived. */
  whole: boolean;
  /** The client went away before the answer was out, or before the request was in. */
  aborted: boolean;
  /** ms between the first and the last piece of the body. */
  bodyMs: number;
  /** Number of the connection that it came over, from 0. */
  readonly connection: number;
}

export interface ScenarioService {
  readonly origin: string;
  readonly server: Server;
  readonly seen: Seen[];
  /** Messages that came over WebSockets. */
  readonly messages: string[];
  /** Close codes of WebSockets; 1006: cut. */
  readonly closes: number[];
  /** Sessions that are logged in now, by token. */
  readonly sessions: Map<string, string>;
  openStreams: number;
  openSockets(): number;
  connections(): number;
  urls(): string[];
  stop(): Promise<void>;
}

function* pieces(): Generator<Buffer> {
  for (let piece = 0; piece < 200; piece++) yield Buffer.alloc(100_000);
}

/**
 * A real service that keeps a record of all that happens to it:
 * `/log-in`, `/log-out`, `/me` — sessions by token (JSON) and by cookie; `/slow` — answers after 50 ms;
 * `/large` — 20 MB in pieces, more than a socket's buffers hold; `/hang` — never; `/graphql` — an error for documents with `fail`; `/events` — a stream that goes on;
 * WebSockets at `/chat` echo; whatever else answers `ok`.
 */
export async function startScenarioService(socketPath?: string): Promise<ScenarioService> {
  const seen: Seen[] = [];
  const messages: string[] = [];
  const closes: number[] = [];
  const sessions = new Map<string, string>();
  const sockets = new Map<Socket, number>();
  let connections = 0;
  let tokens = 0;
  const service = { openStreams: 0 };

  function answer(entry: Seen, response: ServerResponse): void {
    const url = new URL(entry.url, 'http://service');
    const token = /sid=([^;]+)/.exec(entry.headers.cookie ?? '')?.[1] ?? entry.headers.authorization?.slice(7) ?? '';
    const json = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    switch (url.pathname) {
      case '/log-in': {
        const { user } = JSON.parse(entry.body.toString() || '{}') as { user?: string };
        if (user === 'nobody') return void json(401, { error: 'who?' });
        const opened = `t${++tokens}`;
        sessions.set(opened, user ?? '');
        response.setHeader('set-cookie', [`sid=${opened}; Path=/; HttpOnly`]);
        response.setHeader('location', `/users/${user}`);
        return void json(200, { token: opened, user: { name: user, roles: ['a', 'b'] } });
      }
      case '/log-out':
        response.setHeader('set-cookie', 'sid=; Max-Age=0');
        return void json(200, { closed: sessions.delete(token) });
      case '/me':
        if (sessions.has(token)) return void json(200, { user: sessions.get(token) });
        return void json(401, { error: 'log in first' });
      case '/slow':
        return void setTimeout(() => response.end('slow'), 50);
      case '/large':
        return void Readable.from(pieces()).pipe(response);
      case '/hang':
        return;
      case '/graphql':
        if (!entry.body.includes('fail')) return void json(200, { data: { ok: true } });
        return void json(200, { data: null, errors: [{ message: 'no such field' }] });
      case '/events': {
        service.openStreams++;
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        let sent = 0;
        const timer = setInterval(() => response.write(`id: ${++sent}\ndata: {"n":${sent}}\n\n`), 5);
        response.on('close', () => {
          clearInterval(timer);
          service.openStreams--;
        });
        return;
      }
      default:
        return void response.end('ok');
    }
  }

  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const connection = sockets.get(request.socket) ?? -1;
    const entry: Seen = {
      ...{ method, url, headers, body: Buffer.alloc(0), whole: false, aborted: false, bodyMs: 0, connection },
    };
    seen.push(entry);
    let firstMs = 0;
    request.on('data', (chunk: Buffer) => {
      firstMs ||= performance.now();
      entry.bodyMs = performance.now() - firstMs;
      entry.body = Buffer.concat([entry.body, chunk]);
    });
    request.on('end', () => {
      entry.whole = true;
      answer(entry, response);
    });
    request.on('error', () => {});
    let answered = false;
    response.on('finish', () => {
      answered = true;
    });
    response.on('close', () => {
      entry.aborted = !answered;
    });
  });
  server.on('connection', (socket) => {
    sockets.set(socket, connections++);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  const webSockets = new WebSocketServer({ server, path: '/chat', handleProtocols: ([first]) => first ?? false });
  webSockets.on('connection', (socket, { url = '' }) => {
    // Who may talk must have joined, after having been greeted.
    let mayTalk = !url.includes('greeted');
    if (!mayTalk) setImmediate(() => socket.send('welcome'));
    socket.on('message', (data, isBinary) => {
      messages.push(isBinary ? `${(data as Buffer).length} bytes` : String(data));
      if (!mayTalk && String(data) !== 'join') return socket.close(4401);
      if (!mayTalk)
        return void setTimeout(() => {
          mayTalk = true;
          socket.send('{"joined":true}');
        }, 5);
      socket.send(String(data) === 'bye' ? 'farewell' : `echo ${String(data)}`);
      if (String(data) === 'bye') socket.close(4000);
    });
    socket.on('close', (code) => closes.push(code));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => {
    if (socketPath === undefined) server.listen(0, '127.0.0.1', resolve);
    else server.listen(socketPath, resolve);
  });
  return Object.assign(service, {
    ...{ server, seen, messages, closes, sessions },
    origin:
      socketPath === undefined
        ? `http://127.0.0.1:${(server.address() as AddressInfo).port}`
        : `http+unix://${encodeURIComponent(socketPath)}`,
    openSockets: () => sockets.size,
    connections: () => connections,
    urls: () => seen.map(({ url }) => url),
    stop: () =>
      new Promise<void>((resolve) => {
        for (const client of webSockets.clients) client.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
