'use strict';
const { randomUUID } = require('node:crypto');

/** Sessions by the value of their cookie. With `forgetful` a log-out ends the session and keeps it. */
class SessionStore {
  constructor(forgetful) {
    this.forgetful = forgetful;
    this.byCookie = new Map();
  }

  open(user) {
    const cookie = randomUUID();
    this.byCookie.set(cookie, { user, since: Date.now(), ended: false });
    return cookie;
  }

  find(cookie) {
    const session = this.byCookie.get(cookie);
    return session?.ended === false ? session : null;
  }

  close(cookie) {
    const session = this.byCookie.get(cookie);
    if (session === undefined) return;
    session.ended = true;
    if (!this.forgetful) this.byCookie.delete(cookie);
  }
}

module.exports = { SessionStore };
