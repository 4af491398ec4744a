'use strict';

class SlidingLog {
  constructor(name, { attempts, withinMs }) {
    this.name = name;
    this.attempts = attempts;
    this.withinMs = withinMs;
    this.subjects = new Map();
    setInterval(() => this.tidy(), 1000).unref();
  }

  hit(subject, outcome, now = Date.now()) {
    let log = this.subjects.get(subject);
    if (log === undefined) this.subjects.set(subject, (log = { first: now, entries: [], refused: 0 }));
    this.forget(log, now);
    if (log.entries.length >= this.attempts) {
      log.refused++;
      return { allowed: false, retryAfter: log.entries[0].at + this.withinMs - now };
    }
    log.entries.push({ at: now, outcome });
    return { allowed: true, left: this.attempts - log.entries.length };
  }

  forget(log, now) {
    let old = 0;
    while (old < log.entries.length && log.entries[old].at <= now - this.withinMs) old++;
    if (old > 0) log.entries.splice(0, old);
  }

  tidy() {
    for (const [subject, log] of this.subjects) {
      if (log.entries.length === 0) this.subjects.delete(subject);
    }
  }
}

module.exports = { SlidingLog };
