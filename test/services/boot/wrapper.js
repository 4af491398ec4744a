// A wrapper like nodemon: a Node process of its own, whose inspector line comes first, and the service as its child.
const { spawn } = require('node:child_process');
const path = require('node:path');
const child = spawn(process.execPath, [path.join(__dirname, process.argv[2] ?? 'server.js')], { stdio: 'inherit' });
child.on('exit', (code) => process.exit(code ?? 1));
