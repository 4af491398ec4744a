import { OBJECT_GROUP } from './evaluate.ts';
import type { InspectorClient } from './inspector-client.ts';
import { instancesOf } from './watched-sizes.ts';

/** Name of the variable that holds what is planted; findings are known by it. */
export const PLANTED_NAME = 'leakgatePositiveControl';

/** A leak of one small object per request that lives in the service until it is removed. */
export interface PlantedLeak {
  /** HTTP servers of the process that it listens to. */
  readonly servers: number;
  /** Objects planted so far. */
  count(): Promise<number>;
  /** Takes the listeners off again; everything planted becomes garbage. Returns how many objects there were. */
  remove(): Promise<number>;
}

/**
 * A listener on each HTTP server is the gentlest hook there is: it runs before the service's own, sees nothing but that
 * there is a request, and is taken off as it was put on. What it keeps is a variable of its scope, so no global changes.
 * Should leakgate be gone, the first request after the deadline removes it.
 */
const PLANT = `function (secure, deadlineMs) {
  let ${PLANTED_NAME} = [];
  const servers = [...this, ...secure].filter((server) => {
    // A prototype is among its own instances, and is no server.
    try { return Object.getPrototypeOf(server) !== null && server._events !== undefined && server.listenerCount('request') > 0; } catch { return false; }
  });
  const remove = () => {
    const count = ${PLANTED_NAME}.length;
    for (const server of servers) server.removeListener('request', listener);
    ${PLANTED_NAME} = [];
    return count;
  };
  const listener = () => {
    if (Date.now() > deadlineMs) remove();
    else ${PLANTED_NAME}.push({ planted: true });
  };
  for (const server of servers) server.prependListener('request', listener);
  return { servers: servers.length, count: () => ${PLANTED_NAME}.length, remove };
}`;

const HTTP_SERVERS = '(process.getBuiltinModule ?? require)("node:http").Server.prototype';
const HTTPS_SERVERS = '(process.getBuiltinModule ?? require)("node:https").Server.prototype';
const GROUP = 'leakgate-planted';

/** Plants the leak for at most so long. `servers` is 0 where the process has no HTTP server of Node's with a listener. */
export async function plantLeak(client: InspectorClient, lastsMs: number): Promise<PlantedLeak> {
  const { result } = await client.send('Runtime.callFunctionOn', {
    objectId: await instancesOf(client, HTTP_SERVERS),
    functionDeclaration: PLANT,
    arguments: [{ objectId: await instancesOf(client, HTTPS_SERVERS) }, { value: Date.now() + lastsMs }],
    objectGroup: GROUP,
    silent: true,
  });
  await client.send('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP });
  const objectId = result.objectId!;
  const call = async (functionDeclaration: string): Promise<number> => {
    const answer = await client.send('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration,
      returnByValue: true,
      silent: true,
    });
    return answer.result.value as number;
  };
  return {
    servers: await call('function () { return this.servers; }'),
    count: () => call('function () { return this.count(); }'),
    remove: async () => {
      const count = await call('function () { return this.remove(); }');
      await client.send('Runtime.releaseObjectGroup', { objectGroup: GROUP });
      return count;
    },
  };
}
