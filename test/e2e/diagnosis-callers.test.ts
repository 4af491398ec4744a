import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isOwnFrame } from '../../src/diagnosis/find-callers.ts';
import { markedLines, statementOf, withServiceUnderDiagnosis } from '../diagnosis/diagnose-service.ts';

/** A package that keeps what it is given, one tick later: no stack of the insertion leads out of it. */
const PACKAGE = `'use strict';
const done = new Map();
let jobs = 0;
exports.later = (job) => {
  process.nextTick(() => {
    done.set(++jobs, job);
  });
};
`;
const SERVER = `'use strict';
const { later } = require('queueing');
require('node:http').createServer((request, response) => {
  if (request.url === '/job') {
    later({ url: request.url }); // SITE later
  }
  response.end('ok');
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

/** A package that listens on the socket that Node gives a request: Node calls that listener, for `http.get`. */
const LISTENING = `'use strict';
exports.watched = (request, log) => {
  request.on('socket', (socket) => {
    socket.setMaxListeners(0);
    socket.on('pulse', function pulse() {
      log(request.path);
    });
  });
  return request;
};
`;
const GETTING = `'use strict';
const http = require('node:http');
const { watched } = require('queueing');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
http.createServer((request, response) => {
  if (request.url !== '/job') return response.end('ok');
  const inner = http.get({ host: '127.0.0.1', port: process.env.PORT, path: '/', agent });
  watched(inner, console.log); // SITE watched
  inner.on('response', (answer) => answer.resume().on('end', () => response.end('ok')));
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

const nodes = ['20', '24'] as const;
const cases = nodes.flatMap((major) => [
  ['led to an insertion in a package', major, PACKAGE, SERVER, 5, 'later'] as const,
  ['calls what sets up a callback of a package', major, LISTENING, GETTING, 4, 'watched'] as const,
]);

it.each(cases)('the line of the service that %s is found on Node %s', async (_, major, pack, server, line, mark) => {
  const folder = await mkdtemp(join(tmpdir(), 'leakgate-callers-'));
  try {
    await mkdir(join(folder, 'node_modules/queueing'), { recursive: true });
    await writeFile(join(folder, 'node_modules/queueing/index.js'), pack);
    await writeFile(join(folder, 'server.js'), server);
    await writeFile(join(folder, 'package.json'), '{}');
    await withServiceUnderDiagnosis(
      { major, command: 'node server.js', workingDirectory: folder },
      async ({ diagnose }) => {
        const sites = (await diagnose('job')).flatMap(({ site }) => (site === null ? [] : [site]));
        expect(sites.length).toBeGreaterThan(0);
        for (const site of sites) {
          expect(statementOf(site)).toMatchObject({ url: expect.stringContaining('queueing/index.js'), line });
          expect(site.frames.find(isOwnFrame)).toMatchObject({
            url: expect.stringContaining('/server.js'),
            line: markedLines(join(folder, 'server.js')).get(mark),
          });
        }
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
