import http from 'node:http';
import https from 'node:https';
import type { PreparedRequest } from './compile-steps.ts';
import { socketPathOf } from './is-loopback.ts';

/** Where a request of `node:http` reaches an origin. */
export function addressOf(
  origin: string,
): { readonly host: string; readonly port: string } | { readonly socketPath: string } {
  const socketPath = socketPathOf(origin);
  if (socketPath !== null) return { socketPath };
  const { hostname, port, protocol } = new URL(origin);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port || (protocol === 'https:' ? '443' : '80') };
}

/** One kept-alive HTTP/1.1 connection of one user; made anew when the service or a client's abort has ended it. */
export class HttpConnection {
  readonly #origin: string;
  readonly #secure: boolean;
  readonly #reconnectEvery: number;
  #agent: http.Agent;
  #sent = 0;

  /** `reconnectEvery`: requests after which the connection is closed and a new one made; null: never. */
  constructor(origin: string, reconnectEvery: number | null = null) {
    this.#origin = origin;
    this.#secure = origin.startsWith('https:');
    this.#reconnectEvery = reconnectEvery ?? Number.POSITIVE_INFINITY;
    this.#agent = this.#createAgent();
  }

  /** Begins a request; its body is the caller's to send. Throws for a header value that HTTP does not allow. */
  begin({ method, path, headers, body }: PreparedRequest): http.ClientRequest {
    if (this.#sent >= this.#reconnectEvery) {
      this.close();
      this.#agent = this.#createAgent();
      this.#sent = 0;
    }
    this.#sent++;
    return (this.#secure ? https : http).request({
      // The path goes as it is: a URL would rewrite it.
      ...addressOf(this.#origin),
      method,
      path,
      headers: { ...headers, ...(body !== null && { 'content-length': Buffer.byteLength(body) }) },
      agent: this.#agent,
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #createAgent(): http.Agent {
    const options = { keepAlive: true, maxSockets: 1 };
    return this.#secure ? new https.Agent({ ...options, rejectUnauthorized: false }) : new http.Agent(options);
  }
}
