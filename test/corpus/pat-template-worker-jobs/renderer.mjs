import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export class Renderer {
  #worker = new Worker(new URL('./render-worker.mjs', import.meta.url));
  #jobs = new Map();
  #next = 0;
  failures = 0;

  constructor() {
    this.#worker.on('message', (message) => this.#answered(message));
    this.#worker.on('error', (error) => {
      process.stderr.write(`renderer: ${error.stack}\n`);
      process.exit(1);
    });
  }

  #answered({ id, html, error }) {
    if (error !== undefined) {
      this.failures++;
      return;
    }
    const job = this.#jobs.get(id);
    if (job === undefined) return;
    this.#jobs.delete(id);
    clearTimeout(job.patience);
    job.resolve(html);
  }

  /** Settles when the worker can work. */
  ready() {
    return once(this.#worker, 'online');
  }

  render(template, data, { timeout = 30 } = {}) {
    const id = ++this.#next;
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error(`not rendered within ${timeout} ms`)), timeout);
      this.#jobs.set(id, { template, data, resolve, reject, patience });
      this.#worker.postMessage({ id, template, data });
    });
  }
}
