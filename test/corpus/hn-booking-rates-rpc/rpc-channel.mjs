import net from 'node:net';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';

export class RpcTimeout extends Error {
  constructor(method, ms) {
    super(`${method} took longer than ${ms} ms`);
    this.name = 'RpcTimeout';
  }
}

// Many calls over one connection, each with a number; a frame is a line of JSON.
export class RpcChannel {
  #socket;
  #timeoutMs;
  #serial = 0;
  #calls = new Map();
  #latencies = new Float64Array(512);
  #measured = 0;
  #rest = '';

  static async connect(port, options) {
    const socket = net.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RpcChannel(socket, options);
  }

  constructor(socket, { timeoutMs }) {
    this.#socket = socket.setNoDelay(true).setEncoding('utf8');
    this.#timeoutMs = timeoutMs;
    socket.on('data', (text) => this.#onData(text));
    socket.on('error', (error) => this.#failAll(error));
  }

  call(method, params) {
    const id = ++this.#serial;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#onTimeout(id), this.#timeoutMs);
      this.#calls.set(id, { method, params, resolve, reject, timer, sentAt: performance.now() });
      this.#socket.write(`${JSON.stringify({ id, method, params })}\n`);
    });
  }

  #onTimeout(id) {
    const call = this.#calls.get(id);
    if (!call) return;
    this.#calls.delete(id);
    call.reject(new RpcTimeout(call.method, this.#timeoutMs));
  }

  #onData(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    for (const line of lines) {
      const { id, result, error } = JSON.parse(line);
      const call = this.#calls.get(id);
      if (!call) continue;
      this.#calls.delete(id);
      clearTimeout(call.timer);
      this.#latencies[this.#measured++ % this.#latencies.length] = performance.now() - call.sentAt;
      if (error) call.reject(new Error(error));
      else call.resolve(result);
    }
  }

  #failAll(error) {
    for (const { reject, timer } of this.#calls.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#calls.clear();
  }

  stats() {
    const seen = Array.from(this.#latencies.subarray(0, Math.min(this.#measured, this.#latencies.length))).sort((a, b) => a - b);
    return { calls: this.#serial, p50: seen[seen.length >> 1] ?? null, p99: seen[Math.floor(seen.length * 0.99)] ?? null };
  }
}
