'use strict';
const { Session } = require('./session.js');

/** Sessions by token. Nothing ever removes one: this is the leak. */
class SessionStore {
  constructor() {
    this.sessions = new Map();
  }

  open(user) {
    const session = new Session(user);
    this.sessions.set(session.token, session);
    return session;
  }

  find(token) {
    return this.sessions.get(token);
  }

  close(token) {
    return this.sessions.delete(token);
  }
}

module.exports = { SessionStore };
