class Job {
  constructor(id, data) {
    Object.assign(this, { id, data, attempt: 0, state: 'waiting', log: [], created: Date.now(), finished: null, result: null, failure: null });
  }
  async progress(percent) {
    this.log.push({ percent, at: Date.now() });
    await null;
  }
}

class Queue {
  constructor(name, options, work) {
    Object.assign(this, { name, options, work, jobs: {}, waiting: [], running: 0, delayed: 0, serial: 0 });
    this.history = { completed: [], failed: [] };
  }

  add(data) {
    const job = new Job(++this.serial, data);
    this.jobs[job.id] = job;
    this.waiting.push(job.id);
    this.pump();
    return job;
  }

  find(id) {
    return this.jobs[id];
  }

  pump() {
    while (this.running < this.options.concurrency && this.waiting.length > 0) {
      this.running++;
      this.process(this.jobs[this.waiting.shift()]);
    }
  }

  async process(job) {
    job.state = 'active';
    job.attempt++;
    try {
      job.result = await this.work(job);
      this.finish(job, 'completed');
    } catch (error) {
      job.failure = { name: error.name, message: error.message };
      if (job.attempt >= this.options.attempts || error instanceof TypeError) this.finish(job, 'failed');
      else this.delay(job);
    }
    this.running--;
    this.pump();
  }

  delay(job) {
    job.state = 'delayed';
    this.delayed++;
    setTimeout(() => {
      this.delayed--;
      job.state = 'waiting';
      this.waiting.push(job.id);
      this.pump();
    }, this.options.backoff * 2 ** job.attempt);
  }

  finish(job, state) {
    job.state = state;
    job.finished = Date.now();
    const kept = this.history[state];
    kept.push(job.id);
    const { count = Infinity, age = Infinity } = state === 'failed' ? this.options.removeOnFail : this.options.removeOnComplete;
    while (kept.length > count || Date.now() - this.jobs[kept[0]].finished > age) delete this.jobs[kept.shift()];
  }

  counts() {
    const { completed, failed } = this.history;
    return { waiting: this.waiting.length, active: this.running, delayed: this.delayed, completed: completed.length, failed: failed.length };
  }
}

module.exports = { Queue };
