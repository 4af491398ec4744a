// One helper in the group, one that leaves the group and its parent (a daemon), one that is no Node process.
const { fork, spawn } = require('node:child_process');
const path = require('node:path');
const idle = path.join(__dirname, 'idle.js');
fork(idle);
spawn(process.execPath, [idle], { detached: true, stdio: 'ignore' }).unref();
spawn('sh', ['-c', `setsid sleep 1000 >/dev/null 2>&1 &`], { stdio: 'ignore' });
require('./server.js');
