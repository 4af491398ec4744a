'use strict';
const { Session } = require('./session.js');

/** Sessions by token. Nothing ever removes one: this is the leak. */
class SessionStore {
  constructor() {
    this.byToken = new Map();
  }

  open(user) {
    const session = new Session(user);
    this.byToken.set(session.token, session);
    return session;
  }

  find(token) {
    return this.byToken.get(token);
  }

  close(token) {
    return this.byToken.delete(token);
  }
}

module.exports = { SessionStore };
