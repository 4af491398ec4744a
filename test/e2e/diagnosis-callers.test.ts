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

it.each(['20', '24'])(
  'the line of the service that led to an insertion in a package is found on Node %s',
  async (major) => {
    const folder = await mkdtemp(join(tmpdir(), 'leakgate-callers-'));
    try {
      await mkdir(join(folder, 'node_modules/queueing'), { recursive: true });
      await writeFile(join(folder, 'node_modules/queueing/index.js'), PACKAGE);
      await writeFile(join(folder, 'server.js'), SERVER);
      await writeFile(join(folder, 'package.json'), '{}');
      await withServiceUnderDiagnosis(
        { major, command: 'node server.js', workingDirectory: folder },
        async ({ diagnose }) => {
          const sites = (await diagnose('job')).flatMap(({ site }) => (site === null ? [] : [site]));
          expect(sites.length).toBeGreaterThan(0);
          for (const site of sites) {
            expect(statementOf(site)).toMatchObject({ url: expect.stringContaining('queueing/index.js'), line: 5 });
            expect(site.frames.find(isOwnFrame)).toMatchObject({
              url: expect.stringContaining('/server.js'),
              line: markedLines(join(folder, 'server.js')).get('later'),
            });
          }
        },
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
