const { AsyncLocalStorage } = require('node:async_hooks');
const { randomUUID } = require('node:crypto');

const storage = new AsyncLocalStorage();

function withContext(req, res, next) {
  storage.run({ id: req.headers['x-request-id'] ?? randomUUID(), started: performance.now(), statements: [] }, next);
}

const current = () => storage.getStore();

module.exports = { current, withContext };
