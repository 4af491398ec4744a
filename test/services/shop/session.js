'use strict';
const { randomBytes } = require('node:crypto');

/** What the shop remembers of a user who has logged in. */
class Session {
  constructor(user) {
    this.user = user;
    this.token = randomBytes(16).toString('hex');
    this.createdAt = Date.now();
  }
}

module.exports = { Session };
