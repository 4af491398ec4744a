// Loaded by every Node process of the service, before its own code: says where its inspector listens in a file as well, because
// what it prints may go to a log file or nowhere. Read as lines of output are: a candidate that is asked, never believed.
const { isMainThread } = require('node:worker_threads');
const file = process.env.LEAKGATE_INSPECTORS;
if (file && isMainThread) {
  try {
    const url = require('node:inspector').url();
    if (url) require('node:fs').appendFileSync(file, `Debugger listening on ${url}\n`, { mode: 0o600 });
  } catch {
    // The service does not suffer for it: it may run as another user, or without an inspector.
  }
}
