// A supervisor that starts its service anew whenever that ends.
const { spawn } = require('node:child_process');
const { join } = require('node:path');
(function start() {
  const service = spawn(process.execPath, [join(__dirname, process.argv[2])], { stdio: 'inherit' });
  service.on('exit', () => { console.log('the service is restarted'); start(); });
})();
