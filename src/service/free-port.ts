import { createServer } from 'node:net';
import { GateError } from '../errors.ts';

/**
 * Below the ranges from which systems take the ports of outgoing connections (32,768 and up on Linux, 49,152 elsewhere): a load opens
 * many of those, and one of them may get the port that was just seen to be free before the service listens on it.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const MOST_TRIES = 50;

/** A port that nothing listens on now, chosen at random. Throws PORT_TAKEN where none of 50 was free. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let turn = 0; turn < MOST_TRIES; turn++) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (await isFree(port, host)) return port;
  }
  throw new GateError(
    'PORT_TAKEN',
    `None of ${MOST_TRIES} ports between ${LOWEST} and ${HIGHEST} was free on ${host}, expected one that a process of this run can listen on.`,
  );
}

function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
