export class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

class Context {
  status = 200;
  body = null;
  params = {};
  #req;

  constructor(req) {
    this.#req = req;
    this.method = req.method;
    this.path = req.url.split('?')[0];
  }

  async json() {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of this.#req) {
      bytes += chunk.length;
      if (bytes > 64 * 1024) throw new HttpError(413, 'too large');
      chunks.push(chunk);
    }
    try {
      return JSON.parse(Buffer.concat(chunks).toString());
    } catch {
      throw new HttpError(400, 'not JSON');
    }
  }
}

export class Router {
  #middleware = [];
  #routes = [];

  use(middleware) {
    this.#middleware.push(middleware);
  }

  #add(method, pattern, handler) {
    const keys = [];
    const source = pattern.replace(/:(\w+)/g, (_, key) => (keys.push(key), '([^/]+)'));
    this.#routes.push({ method, keys, regexp: new RegExp(`^${source}$`), handler });
  }

  get = (pattern, handler) => this.#add('GET', pattern, handler);
  put = (pattern, handler) => this.#add('PUT', pattern, handler);
  post = (pattern, handler) => this.#add('POST', pattern, handler);

  async #dispatch(ctx) {
    for (const { method, keys, regexp, handler } of this.#routes) {
      const match = method === ctx.method && regexp.exec(ctx.path);
      if (!match) continue;
      ctx.params = Object.fromEntries(keys.map((key, index) => [key, decodeURIComponent(match[index + 1])]));
      return handler(ctx);
    }
    throw new HttpError(404, 'not found');
  }

  async handle(req, res) {
    const ctx = new Context(req);
    const run = (index) => (index === this.#middleware.length ? this.#dispatch(ctx) : this.#middleware[index](ctx, () => run(index + 1)));
    await run(0);
    const text = JSON.stringify(ctx.body);
    res.writeHead(ctx.status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    res.end(text);
  }
}
