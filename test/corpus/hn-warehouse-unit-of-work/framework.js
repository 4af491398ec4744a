'use strict';
const http = require('node:http');
const { AsyncLocalStorage } = require('node:async_hooks');

class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const current = new AsyncLocalStorage();

class Container {
  #factories = new Map();
  #values = new Map();

  value(token, value) {
    this.#values.set(token, value);
    return this;
  }

  scoped(token, factory) {
    this.#factories.set(token, factory);
    return this;
  }

  createScope() {
    const made = new Map();
    const scope = {
      get: (token) => {
        if (this.#values.has(token)) return this.#values.get(token);
        if (!made.has(token)) made.set(token, this.#factories.get(token)(scope));
        return made.get(token);
      },
    };
    return scope;
  }
}

class Application {
  #guards = [];
  #interceptors = [];
  #routes = [];

  constructor(container) {
    this.container = container;
  }

  guard(guard) {
    this.#guards.push(guard);
  }

  interceptor(interceptor) {
    this.#interceptors.push(interceptor);
  }

  route(method, path, target, action) {
    const parts = path.split('/');
    const invoke = typeof target === 'string' ? (request, scope) => scope.get(target)[action](request) : target.handler;
    this.#routes.push({ method, parts, invoke });
  }

  #match(method, path) {
    const given = path.split('/');
    for (const { method: wanted, parts, invoke } of this.#routes) {
      if (wanted !== method || parts.length !== given.length) continue;
      const params = {};
      if (parts.every((part, i) => (part[0] === ':' ? (params[part.slice(1)] = given[i]) : part === given[i]))) return { params, invoke };
    }
    throw new HttpError(404, 'no such route');
  }

  async #handle(req) {
    const path = req.url.split('?')[0];
    let text = '';
    for await (const chunk of req) text += chunk;
    const { params, invoke } = this.#match(req.method, path);
    const request = { method: req.method, path, params, headers: req.headers, body: text ? JSON.parse(text) : null };
    if (!this.#guards.every((guard) => guard(request))) throw new HttpError(403, 'forbidden');
    const scope = this.container.createScope();
    const chain = this.#interceptors.reduceRight(
      (next, interceptor) => () => interceptor(request, scope, next),
      () => invoke(request, scope),
    );
    return current.run({ request, scope }, chain);
  }

  listen(port) {
    const server = http.createServer(async (req, res) => {
      let answer;
      try {
        answer = await this.#handle(req);
      } catch (error) {
        answer = { status: error.status ?? 500, body: { error: error.message } };
      }
      res.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
      res.end(JSON.stringify(answer.body));
    });
    server.listen(port, '127.0.0.1');
    return server;
  }
}

module.exports = { Application, Container, HttpError, current };
