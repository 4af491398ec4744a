'use strict';
const { Session } = require('./session.js');

/** Sessions by token, oldest first: expired ones go, and never more than `maxSessions` stay. */
class ExpiringSessionStore {
  constructor({ maxSessions, lifetimeMs }) {
    this.maxSessions = maxSessions;
    this.lifetimeMs = lifetimeMs;
    this.byToken = new Map();
  }

  open(user) {
    const session = new Session(user);
    this.byToken.set(session.token, session);
    this.evict(session.createdAt);
    return session;
  }

  find(token) {
    this.evict(Date.now());
    return this.byToken.get(token);
  }

  close(token) {
    return this.byToken.delete(token);
  }

  evict(now) {
    for (const [token, session] of this.byToken) {
      if (this.byToken.size <= this.maxSessions && now - session.createdAt < this.lifetimeMs) return;
      this.byToken.delete(token);
    }
  }
}

module.exports = { ExpiringSessionStore };
