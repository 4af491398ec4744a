'use strict';
const { setTimeout: sleep } = require('node:timers/promises');

class Mailer {
  constructor({ concurrency, attempts, baseDelayMs }) {
    Object.assign(this, { concurrency, attempts, baseDelayMs });
    this.waiting = [];
    this.active = 0;
    this.sent = 0;
    this.recentFailures = [];
  }

  enqueue(mail) {
    this.waiting.push({ ...mail, attempt: 0 });
    this.pump();
  }

  pump() {
    while (this.active < this.concurrency && this.waiting.length > 0) {
      this.active++;
      this.deliver(this.waiting.shift()).finally(() => {
        this.active--;
        this.pump();
      });
    }
  }

  async deliver(mail) {
    for (mail.attempt = 1; ; mail.attempt++) {
      try {
        await this.transport(mail);
        this.sent++;
        return;
      } catch (error) {
        if (mail.attempt >= this.attempts) {
          this.recentFailures.push({ to: mail.to, subject: mail.subject, error: error.message });
          if (this.recentFailures.length > 200) this.recentFailures.shift();
          return;
        }
        await sleep(this.baseDelayMs * 2 ** mail.attempt * (0.5 + Math.random()));
      }
    }
  }

  async transport(mail) {
    await new Promise(setImmediate);
    if (this.sent % 50 === 49 && mail.attempt < 2) throw new Error('421 try again later');
  }

  stats() {
    return { waiting: this.waiting.length, active: this.active, sent: this.sent, failed: this.recentFailures.length };
  }
}

module.exports = { Mailer };
