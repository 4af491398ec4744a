'use strict';

/** Mails that go out in a moment; the newest 200 can be looked at. */
module.exports = class Queue {
  #waiting = [];
  #recent = [];

  put(mail) {
    this.#waiting.push(mail);
    if (this.#waiting.length === 1) setTimeout(() => this.#drain(), 20);
  }

  #drain() {
    for (const mail of this.#waiting.splice(0)) this.#recent.push(mail.to);
    if (this.#recent.length > 200) this.#recent = this.#recent.slice(-200);
  }

  get recent() {
    return this.#recent.slice(-10);
  }
};
