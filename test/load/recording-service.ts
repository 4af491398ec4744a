import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type HttpExchange, plainRequest } from '../../src/load/scenario.ts';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly atMs: number;
}

export interface RecordingService {
  readonly origin: string;
  readonly server: Server;
  /** Every request that arrived whole, in order. */
  readonly received: Received[];
  readonly openSockets: Set<Socket>;
  connectionCount(): number;
  countOf(path: string): number;
  stop(): Promise<void>;
}

/** A real service on a free loopback port that keeps a record of all it receives. */
export async function startRecordingService(
  answer: (response: ServerResponse, request: Received, socket: Socket) => void = (response) => response.end('ok'),
): Promise<RecordingService> {
  const received: Received[] = [];
  const openSockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const entry = { method, url, headers, body: Buffer.concat(chunks).toString(), atMs: performance.now() };
      received.push(entry);
      answer(response, entry, request.socket);
    });
  });
  server.on('connection', (socket) => {
    connections++;
    openSockets.add(socket);
    socket.on('close', () => openSockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    received,
    openSockets,
    connectionCount: () => connections,
    countOf: (path) => received.filter(({ url }) => url === path).length,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Rest = Partial<Omit<HttpExchange, 'body'>> & {
  readonly body?: string | null;
  readonly weight?: number;
  readonly rate?: number;
};

/** A scenario's request with the usual defaults; a text is sent as it is. */
export function requestOf(path: string, { body = null, ...rest }: Rest = {}): HttpExchange & { weight: number } {
  const method = rest.method ?? 'GET';
  return { ...plainRequest({ method, path, body }), ...rest };
}
