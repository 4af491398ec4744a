import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { lifecycle } from './lifecycle.mjs';

export class UpstreamError extends Error {
  code = 'UPSTREAM';

  constructor(message, { status = null, retryable = false } = {}) {
    super(message);
    this.status = status;
    this.retryable = retryable;
  }
}

export class UpstreamClient {
  #agent;
  #port;
  #timeoutMs;
  #retries;

  constructor({ port, maxSockets, timeoutMs, retries }) {
    this.#agent = new http.Agent({ keepAlive: true, maxSockets, keepAliveMsecs: 5000 });
    this.#port = port;
    this.#timeoutMs = timeoutMs;
    this.#retries = retries;
  }

  async getJson(path) {
    for (let attempt = 0; ; attempt++) {
      try {
        return JSON.parse(await this.#send(path, attempt));
      } catch (error) {
        if (!error.retryable || attempt >= this.#retries) throw error;
        await sleep(2 + Math.random() * 3 * 2 ** attempt);
      }
    }
  }

  #send(path, attempt) {
    const { signal } = lifecycle;
    return new Promise((resolve, reject) => {
      const headers = { accept: 'application/json', 'x-attempt': String(attempt) };
      const request = http.get({ host: '127.0.0.1', port: this.#port, path, agent: this.#agent, headers });
      const cancel = () => request.destroy(new UpstreamError('cancelled by shutdown'));
      const settle = (how, value) => {
        signal.removeEventListener('abort', cancel);
        how(value);
      };
      signal.addEventListener('abort', cancel, { once: true });

      request.setTimeout(this.#timeoutMs, () => request.destroy(new UpstreamError('timed out', { retryable: true })));
      request.once('error', (error) => settle(reject, error));
      request.once('response', (response) => {
        if (response.statusCode >= 500) {
          response.resume();
          reject(new UpstreamError(`market answered ${response.statusCode}`, { status: response.statusCode, retryable: true }));
          return;
        }
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => (text += chunk));
        response.once('end', () => settle(resolve, text));
      });
    });
  }
}
