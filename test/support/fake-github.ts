import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: 'Bot' | 'User' };
}

interface FakePull {
  readonly number: number;
  readonly head: { readonly sha: string; readonly label: string };
}

interface FakeCheck {
  readonly id: number;
  [field: string]: unknown;
}

/** One answer that differs from the usual: used once for the first request that it fits. */
export interface Fault {
  readonly method: string;
  readonly path: RegExp;
  /** 0: the connection is cut. */
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** The request is carried out, and only its answer is lost. */
  readonly carriedOut?: boolean;
}

/** As much of GitHub's REST API as leakgate uses, kept in memory; one pull request, numbered 7. */
export class FakeGitHub {
  readonly comments: FakeComment[] = [];
  readonly pulls: FakePull[] = [];
  readonly checks: FakeCheck[] = [];
  readonly faults: Fault[] = [];
  /** `METHOD path`, in order. */
  readonly requests: string[] = [];
  /** What `GET /user` answers; null: 403, as to the token of a job. */
  login: string | null = null;
  pageSize = 100;
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #lastId = 1000;

  async start(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** A comment that was there before. */
  say(body: string, login: string, type: 'Bot' | 'User' = 'User'): FakeComment {
    const comment = { id: ++this.#lastId, body, user: { login, type } };
    this.comments.push(comment);
    return comment;
  }

  writes(): string[] {
    return this.requests.filter((request) => !request.startsWith('GET'));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, 'http://fake');
    const { method = '' } = request;
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    this.requests.push(`${method} ${url.pathname}`);
    const at = this.faults.findIndex((each) => each.method === method && each.path.test(url.pathname));
    const [fault] = at < 0 ? [] : this.faults.splice(at, 1);
    const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    if (fault === undefined || fault.carriedOut === true) {
      const { status, value, headers } = this.#handle(method, url, body);
      if (fault === undefined) return send(response, status, value, headers);
    }
    if (fault!.status === 0) return void request.socket.destroy();
    send(response, fault!.status, { message: 'as the test wishes' }, fault!.headers);
  }

  #handle(method: string, url: URL, body: Record<string, unknown>): Answer {
    const route = `${method} ${url.pathname.replace('/repos/octo/service', '')}`;
    if (route === 'GET /user') {
      return this.login === null
        ? { status: 403, value: { message: 'Resource not accessible by integration' } }
        : { status: 200, value: { login: this.login } };
    }
    if (route === 'GET /issues/7/comments') return this.#page(this.comments, url);
    if (route === 'POST /issues/7/comments') {
      const bot = this.login === null;
      return {
        status: 201,
        value: this.say(String(body['body']), this.login ?? 'github-actions[bot]', bot ? 'Bot' : 'User'),
      };
    }
    const id = Number(/^\w+ \/issues\/comments\/(\d+)$/u.exec(route)?.[1]);
    const comment = this.comments.find((each) => each.id === id);
    if (comment !== undefined && method === 'PATCH') {
      comment.body = String(body['body']);
      return { status: 200, value: comment };
    }
    if (comment !== undefined && method === 'DELETE') {
      this.comments.splice(this.comments.indexOf(comment), 1);
      return { status: 204, value: null };
    }
    if (route === 'GET /pulls') {
      return this.#page(
        this.pulls.filter(({ head }) => head.label === url.searchParams.get('head')),
        url,
      );
    }
    if (/^GET \/commits\/[0-9a-f]{40}\/check-runs$/u.test(route)) {
      const named = this.checks.filter(({ name }) => name === url.searchParams.get('check_name'));
      return { status: 200, value: { total_count: named.length, check_runs: named } };
    }
    if (route === 'POST /check-runs') {
      const check = { id: ++this.#lastId, ...body };
      this.checks.push(check);
      return { status: 201, value: check };
    }
    const check = this.checks.find((each) => route === `PATCH /check-runs/${each.id}`);
    if (check !== undefined) return { status: 200, value: Object.assign(check, body) };
    return { status: 404, value: { message: 'Not Found' } };
  }

  /** Pages are linked by the header, as GitHub does; never more than `pageSize` at once. */
  #page(all: readonly unknown[], url: URL): Answer {
    const page = Number(url.searchParams.get('page') ?? 1);
    const size = Math.min(this.pageSize, Number(url.searchParams.get('per_page') ?? 30));
    const next = new URL(url);
    next.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    next.searchParams.set('page', String(page + 1));
    const more = all.length > page * size;
    return {
      status: 200,
      value: all.slice((page - 1) * size, page * size),
      headers: more ? { link: `<${next.href}>; rel="next"` } : {},
    };
  }
}

interface Answer {
  readonly status: number;
  readonly value: unknown;
  readonly headers?: Record<string, string>;
}

function send(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(value === null ? undefined : JSON.stringify(value));
}
