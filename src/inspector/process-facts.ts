import { GateError } from '../errors.ts';
import { OBJECT_GROUP, scriptFailed } from './evaluate.ts';
import type { InspectorClient } from './inspector-client.ts';

/** What a process says of itself. */
export interface ProcessFacts {
  readonly pid: number;
  readonly parentPid: number;
  readonly title: string;
  /** The script and arguments it was started with, without the executable. */
  readonly argv: readonly string[];
  /** e.g. `v24.21.0`. */
  readonly nodeVersion: string;
  readonly v8Version: string;
  /** Absolute. */
  readonly workingDirectory: string;
  readonly listensOn: readonly ListeningAddress[];
  /** Node's number of a cluster's worker, from 1; null: none. */
  readonly clusterWorkerId: number | null;
  /** Pids of the workers that this process has forked with cluster and that have not ended. */
  readonly clusterWorkers: readonly number[];
}

export type ListeningAddress =
  | { readonly kind: 'port'; readonly host: string; readonly port: number }
  /** A Unix socket or Windows pipe. */
  | { readonly kind: 'path'; readonly path: string };

/**
 * All net.Server objects of the heap, by their prototype: active handles alone miss servers that are unref'ed and those of
 * cluster workers, whose listening handle lives in the primary. The primary's own server in turn reports no address.
 */
const READ_FACTS = `function (servers) {
  const listensOn = [];
  for (const server of servers) {
    let address = null;
    // The prototype itself is among the objects and has no handle.
    try { address = server.address(); } catch {}
    if (typeof address === 'string') listensOn.push({ kind: 'path', path: address });
    else if (address !== null && address !== undefined) listensOn.push({ kind: 'port', host: address.address, port: address.port });
  }
  // Loaded by every process that listens. Node before 20.16 does not hand it out.
  const cluster = this.getBuiltinModule?.('cluster');
  const clusterWorkerId = cluster?.worker?.id ?? null;
  const clusterWorkers = Object.values(cluster?.workers ?? {}).filter((worker) => !worker.isDead()).map((worker) => worker.process.pid);
  const { pid, ppid, title, argv, version, versions } = this;
  return { pid, parentPid: ppid, title, argv: argv.slice(1), nodeVersion: version, v8Version: versions.v8, workingDirectory: this.cwd(), listensOn, clusterWorkerId, clusterWorkers };
}`;

/**
 * Asks a process who it is and where it listens. Costs it one collection and a walk over its heap (40–80 ms on a small
 * service). Runtime.enable is not needed. INSPECTOR_FAILED when it does not answer.
 */
export async function readProcessFacts(client: InspectorClient): Promise<ProcessFacts> {
  try {
    const prototype = await evaluateObject(client, '(process.getBuiltinModule ?? require)("net").Server.prototype');
    const { objects } = await client.send('Runtime.queryObjects', {
      prototypeObjectId: prototype,
      objectGroup: OBJECT_GROUP,
    });
    const { result, exceptionDetails } = await client.send('Runtime.callFunctionOn', {
      objectId: await evaluateObject(client, 'process'),
      functionDeclaration: READ_FACTS,
      arguments: [objects.objectId === undefined ? { value: [] } : { objectId: objects.objectId }],
      returnByValue: true,
      silent: true,
    });
    if (exceptionDetails !== undefined)
      throw await scriptFailed(client, 'reading the facts of a process', exceptionDetails);
    return result.value as ProcessFacts;
  } finally {
    await client.send('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP }).catch(() => undefined);
  }
}

async function evaluateObject(client: InspectorClient, expression: string): Promise<string> {
  const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
    expression,
    includeCommandLineAPI: true,
    objectGroup: OBJECT_GROUP,
    silent: true,
  });
  if (exceptionDetails !== undefined) throw await scriptFailed(client, expression, exceptionDetails);
  if (result.objectId === undefined)
    throw new GateError('INSPECTOR_FAILED', `The process gave no object for ${expression}; is it Node?`);
  return result.objectId;
}
