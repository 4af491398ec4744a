'use strict';
const { SessionStore } = require('./session-store.js');
const { startShop } = require('./server.js');

startShop(new SessionStore());
