import { Worker } from 'node:worker_threads';

export class JobRefused extends Error {}

/** A fixed number of threads; each job goes to the one that has the fewest. */
export class FeePool {
  #threads = [];
  #pending = new Map();
  #lastId = 0;

  constructor(size) {
    for (let n = 0; n < size; n++) this.#start(n);
  }

  #start(n) {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url));
    const thread = { worker, busy: 0 };
    worker.on('message', (message) => this.#settle(thread, message));
    worker.on('error', (error) => this.#replace(n, error));
    this.#threads[n] = thread;
  }

  #replace(n, error) {
    for (const [id, task] of this.#pending) {
      if (task.thread !== this.#threads[n]) continue;
      this.#pending.delete(id);
      task.reject(error);
    }
    this.#start(n);
  }

  run(job) {
    const thread = this.#threads.reduce((least, each) => (each.busy < least.busy ? each : least));
    const id = ++this.#lastId;
    thread.busy++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { thread, job, resolve, reject, startedAt: performance.now() });
      thread.worker.postMessage({ id, job });
    });
  }

  #settle(thread, { id, cents, error }) {
    const task = this.#pending.get(id);
    this.#pending.delete(id);
    thread.busy--;
    if (error !== undefined) {
      task.reject(new JobRefused(error));
      return;
    }
    task.resolve({ cents, ms: performance.now() - task.startedAt });
  }

  get stats() {
    return { threads: this.#threads.length, busy: this.#threads.map(({ busy }) => busy) };
  }
}
