import { OBJECT_GROUP } from './evaluate.ts';
import type { InspectorClient } from './inspector-client.ts';
import { instancesOf } from './watched-sizes.ts';

/** Connections that the servers of an isolate have accepted and not seen closed. */
export interface OpenConnections {
  count(): Promise<number>;
}

/** Named group: kept until the session ends, unlike the handles of single calls. */
const GROUP = 'leakgate-servers';

/** Held weakly: a server that the service lets go must be collected. The prototype itself has no connections. */
const COLLECT = `function () { return this.filter((each) => Object.hasOwn(each, '_connections')).map((each) => new WeakRef(each)); }`;
const COUNT = `function () {
  let open = 0;
  for (const ref of this) open += ref.deref()?._connections ?? 0;
  return open;
}`;

/**
 * Finds the servers by their prototype, once (a walk over the heap); each counts its connections itself (net.Server's
 * _connections, which getConnections reports). That a connection is closed here is not yet seen there.
 */
export async function watchConnections(client: InspectorClient): Promise<OpenConnections> {
  const servers = await instancesOf(client, '(process.getBuiltinModule ?? require)("net").Server.prototype');
  const { result } = await client.send('Runtime.callFunctionOn', {
    objectId: servers,
    functionDeclaration: COLLECT,
    objectGroup: GROUP,
    silent: true,
  });
  await client.send('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP });
  const watched = result.objectId;
  return {
    count: async () => {
      if (watched === undefined) return 0;
      const answer = await client.send('Runtime.callFunctionOn', {
        objectId: watched,
        functionDeclaration: COUNT,
        returnByValue: true,
        silent: true,
      });
      return (answer.result.value as number | undefined) ?? 0;
    },
  };
}
