'use strict';

const { Fifo } = require('./fifo');

const tickMs = 2;
const perTick = 40;

/** Labels wait here for the printer; the questions to it go through the same queue. */
class Spool {
  #queue = new Fifo();
  #timer = null;
  #paper = 5000;
  #printed = 0;
  #lastStatus = null;
  #alerts = [];

  constructor() {
    this.#enqueue({ kind: 'status', label: null });
    this.#enqueue({ kind: 'alerts', label: null });
  }

  print(label) {
    this.#enqueue({ kind: 'label', label, at: Date.now() });
    return { position: this.#queue.length };
  }

  status() {
    return { ...this.#lastStatus, alerts: this.#alerts, waiting: this.#queue.length, printed: this.#printed };
  }

  waiting(limit) {
    const names = [];
    for (const { kind, label } of this.#queue) {
      if (kind === 'label' && names.push(label.parcel) === limit) break;
    }
    return names;
  }

  #enqueue(job) {
    this.#queue.push(job);
    this.#timer ??= setTimeout(() => this.#work(), tickMs);
  }

  #work() {
    this.#timer = null;
    const count = Math.min(perTick, this.#queue.length);
    for (let done = 0; done < count; done++) this.#run(this.#queue.shift());
    if (this.#queue.length > 0) this.#timer ??= setTimeout(() => this.#work(), tickMs);
  }

  #run(job) {
    if (job.kind === 'label') {
      this.#printed++;
      this.#paper = this.#paper > 1 ? this.#paper - 1 : 5000;
    } else if (job.kind === 'alerts') {
      this.#alerts = this.#paper < 50 ? ['paper low'] : [];
      this.#enqueue(job);
    } else {
      this.#lastStatus = { paper: this.#paper, at: new Date().toISOString() };
      this.#enqueue(job);
    }
  }
}

module.exports = { Spool };
