// Run as a process of its own: starts the service of its arguments and ends without giving the bracket a chance.
import { killAllStarted } from '../../src/service/start-service.ts';
import { withService } from '../../src/service/with-service.ts';

const [command = '', origin = ''] = process.argv.slice(2);
process.on('exit', killAllStarted);
await withService(
  {
    source: { command, workingDirectory: process.env['BOOT_FOLDER'] ?? '.' },
    origin,
    readyUrl: `${origin}/`,
    readyTimeoutMs: 20_000,
    signal: new AbortController().signal,
  },
  async (service) => {
    console.log(`serving in ${service.process.pid}`);
    process.exit(3);
  },
);
