'use strict';

/**
 * Decides on a trace only when others have gone by for a while: then it is known whether it was slow
 * beside them. Those that are kept are held as text, the oldest go when the budget is used up.
 */
class TailSampler {
  constructor({ decideAfterMs, budget, everyMs }) {
    this.undecided = [];
    this.kept = [];
    this.keptLength = 0;
    this.budget = budget;
    this.decideAfterMs = decideAfterMs;
    this.decided = 0;
    setInterval(() => this.decide(), everyMs).unref();
  }

  offer(record) {
    this.undecided.push({ at: Date.now(), record });
  }

  decide() {
    const before = Date.now() - this.decideAfterMs;
    let count = 0;
    while (count < this.undecided.length && this.undecided[count].at <= before) count++;
    const due = this.undecided.splice(0, count);
    if (due.length === 0) return;
    const durations = due.map(({ record }) => record.spans[0].end - record.spans[0].start).sort((a, b) => a - b);
    const slow = durations[Math.floor(durations.length * 0.97)];
    for (const { record } of due) {
      this.decided++;
      const duration = record.spans[0].end - record.spans[0].start;
      if (record.failed || duration >= slow || this.decided % 200 === 0) this.#keep(record, duration);
    }
  }

  #keep(record, duration) {
    const text = JSON.stringify({
      id: record.id,
      duration,
      spans: record.spans.map(({ name, id, parent, start, end, attributes }) => ({ name, id, parent, start, end, attributes })),
    });
    this.kept.push(text);
    this.keptLength += text.length;
    while (this.keptLength > this.budget) this.keptLength -= this.kept.shift().length;
  }

  latest(count) {
    return this.kept.slice(-count).map((text) => JSON.parse(text));
  }
}

module.exports = { TailSampler };
