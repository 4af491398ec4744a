const { Store } = require('express-session');
const { lru } = require('tiny-lru');

class BoundedStore extends Store {
  constructor(most) {
    super();
    this.sessions = lru(most, 10 * 60_000);
  }
  get(sid, done) {
    const text = this.sessions.get(sid);
    setImmediate(done, null, text ? JSON.parse(text) : null);
  }
  set(sid, session, done) {
    this.sessions.set(sid, JSON.stringify(session));
    setImmediate(done, null);
  }
  touch(sid, session, done) {
    this.set(sid, session, done);
  }
  destroy(sid, done) {
    this.sessions.delete(sid);
    setImmediate(done, null);
  }
}

module.exports = { BoundedStore };
