'use strict';
const { Worker } = require('node:worker_threads');

class QueueFull extends Error {}

class WorkerPool {
  #file;
  #idle = [];
  #queue = [];
  #tasks = new Map();
  #workers = new Set();
  #serial = 0;

  constructor(file, { max, maxQueue, idleMs }) {
    this.#file = file;
    Object.assign(this, { max, maxQueue, idleMs });
  }

  run(kind, input) {
    if (this.#queue.length >= this.maxQueue) return Promise.reject(new QueueFull('try again later'));
    return new Promise((resolve, reject) => {
      this.#queue.push({ id: ++this.#serial, kind, input, resolve, reject });
      this.#next();
    });
  }

  #next() {
    if (this.#queue.length === 0) return;
    const worker = this.#idle.pop() ?? (this.#workers.size < this.max ? this.#start() : null);
    if (!worker) return;
    clearTimeout(worker.retirement);
    const task = this.#queue.shift();
    this.#tasks.set(task.id, { ...task, worker });
    worker.thread.postMessage({ id: task.id, kind: task.kind, input: task.input });
  }

  #start() {
    const worker = { thread: new Worker(this.#file), retirement: null };
    this.#workers.add(worker);
    worker.thread.on('message', ({ id, output, error }) => {
      const { resolve, reject } = this.#tasks.get(id);
      this.#tasks.delete(id);
      this.#release(worker);
      if (error) reject(new Error(error));
      else resolve(output);
    });
    worker.thread.on('error', (error) => {
      for (const [id, task] of this.#tasks) {
        if (task.worker !== worker) continue;
        this.#tasks.delete(id);
        task.reject(error);
      }
    });
    worker.thread.on('exit', () => {
      this.#workers.delete(worker);
      this.#idle = this.#idle.filter((other) => other !== worker);
      this.#next();
    });
    return worker;
  }

  #release(worker) {
    this.#idle.push(worker);
    if (this.#workers.size > 1) worker.retirement = setTimeout(() => this.#retire(worker), this.idleMs).unref();
    this.#next();
  }

  #retire(worker) {
    this.#idle = this.#idle.filter((other) => other !== worker);
    worker.thread.terminate();
  }

  stats() {
    return { workers: this.#workers.size, idle: this.#idle.length, waiting: this.#queue.length, running: this.#tasks.size };
  }
}

module.exports = { WorkerPool, QueueFull };
