import { connect, type NetConnectOpts } from 'node:net';
import { GateError } from '../errors.ts';

const CONNECT_TIMEOUT_MS = 2000;

/**
 * PORT_TAKEN when something accepts connections on the port already: requests would go to it, not to the service that is
 * about to start, and the gate would measure an idle process. `addresses` are all those of the URL's host.
 */
export async function checkPortFree(addresses: readonly string[], port: number): Promise<void> {
  const taken = await Promise.all(addresses.map((address) => accepts(address, port)));
  const address = addresses[taken.indexOf(true)];
  if (address === undefined) return;
  throw new GateError(
    'PORT_TAKEN',
    `Something already listens on ${address} port ${port}, expected the port to be free for the service.`,
    {
      hint: `Stop it first (find it with: lsof -i :${port}), let the service use another port and set url to it, or measure the running process with attach.`,
    },
  );
}

/** The same for a Unix socket; a file that nobody listens on any more is no obstacle of ours. */
export async function checkSocketFree(path: string): Promise<void> {
  if (!(await acceptsAtPath(path))) return;
  throw new GateError(
    'PORT_TAKEN',
    `Something already listens on ${path}, expected the socket to be free for the service.`,
    { hint: 'Stop it first, or let the service use another socket and set url to it.' },
  );
}

/** Whether something accepts a connection on a Unix socket; leaves no socket behind. */
export function acceptsAtPath(path: string): Promise<boolean> {
  return whetherConnected({ path });
}

/** Whether a TCP connection is accepted; leaves no socket behind. */
export function accepts(address: string, port: number): Promise<boolean> {
  return whetherConnected({ host: address, port });
}

function whetherConnected(options: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(options);
    const finish = (accepted: boolean): void => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}
