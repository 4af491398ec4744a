'use strict';
const { ExpiringSessionStore } = require('./expiring-session-store.js');
const { startShop } = require('./server.js');

startShop(new ExpiringSessionStore({ maxSessions: 250, lifetimeMs: 60_000 }));
