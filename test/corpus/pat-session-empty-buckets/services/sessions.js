'use strict';
const { randomBytes } = require('node:crypto');
const { MultiIndex } = require('../lib/multi-index');

/** At most `limit` sessions; the one that was opened first goes. */
function sessionService({ limit }) {
  const sessions = new MultiIndex(['user', 'address', 'device']);

  return {
    open({ user, address, device }) {
      while (sessions.size >= limit) sessions.remove(sessions.oldest());
      const session = { id: randomBytes(12).toString('hex'), user, address, device, openedAt: Date.now(), views: 0 };
      sessions.add(session);
      return session;
    },
    view(id) {
      const session = sessions.get(id);
      if (session) session.views++;
      return session ?? null;
    },
    close: (id) => sessions.remove(id),
    ofUser: (user) => sessions.by('user', user),
    fromAddress: (address) => sessions.by('address', address).length,
    get open_() {
      return sessions.size;
    },
  };
}

module.exports = { sessionService };
