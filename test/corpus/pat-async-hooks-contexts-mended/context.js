const { createHook, executionAsyncId } = require('node:async_hooks');

// Continuation-local storage for the log lines, without AsyncLocalStorage (this ran on Node 10 once).
const contexts = new Map();

createHook({
  init(id, type, triggerId) {
    const context = contexts.get(executionAsyncId()) ?? contexts.get(triggerId);
    if (context !== undefined && type !== 'TickObject') contexts.set(id, context);
  },
  destroy(id) {
    contexts.delete(id);
  },
}).enable();

exports.begin = (context) => contexts.set(executionAsyncId(), context);
exports.current = () => contexts.get(executionAsyncId());
