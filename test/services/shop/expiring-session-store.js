'use strict';
const { Session } = require('./session.js');

/** Sessions by token, oldest first: expired ones go, and never more than `maxSessions` stay. */
class ExpiringSessionStore {
  constructor({ maxSessions, lifetimeMs }) {
    this.maxSessions = maxSessions;
    this.lifetimeMs = lifetimeMs;
    this.sessions = new Map();
  }

  open(user) {
    const session = new Session(user);
    this.sessions.set(session.token, session);
    this.evict(session.createdAt);
    return session;
  }

  find(token) {
    this.evict(Date.now());
    return this.sessions.get(token);
  }

  close(token) {
    return this.sessions.delete(token);
  }

  evict(now) {
    for (const [token, session] of this.sessions) {
      if (this.sessions.size <= this.maxSessions && now - session.createdAt < this.lifetimeMs) return;
      this.sessions.delete(token);
    }
  }
}

module.exports = { ExpiringSessionStore };
