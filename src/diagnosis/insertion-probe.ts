import { COLLECTION_WATCH_SOURCE } from './collection-watch-source.ts';
import { LOGPOINT_SOURCE } from './logpoint-source.ts';
import { RECORDER_SOURCE } from './recorder-source.ts';
import { RESOURCE_WATCH_SOURCE } from './resource-watch-source.ts';

/** Property of the global object by which conditions of breakpoints reach the probe; only there while they are set. */
export const PROBE_NAME = '__leakgateProbe';

/**
 * What runs inside the service while growing containers are watched. One source text, evaluated once, gives an object with
 * the methods below; `stop` puts back everything it changed but the async hook, which sees timers being renewed until `stopLate`; `results` tells after a collection which stack inserted how
 * often and how much of that stayed.
 */
export const INSERTION_PROBE = `(() => {
  ${RECORDER_SOURCE}
  ${COLLECTION_WATCH_SOURCE}
  ${RESOURCE_WATCH_SOURCE}
  ${LOGPOINT_SOURCE}
  const undoAll = (list) => {
    let failed = 0;
    for (const each of list.splice(0).reverse()) { try { each(); } catch { failed++; } }
    return failed;
  };
  return {
    watch(target, key, slot, link) { watch(key, target, slot, link); },
    watchEmitters,
    watchSymbols,
    watchMemories,
    watchResources,
    watchDescriptors,
    watchSize(target, key) { watchSize(key, target); },
    knowLinked(target, key, name) { knowLinked(key, target, name); },
    point,
    link,
    called,
    expose() {
      Object.defineProperty(globalThis, '${PROBE_NAME}', { value: this, configurable: true });
      undo.push(() => delete globalThis['${PROBE_NAME}']);
    },
    stop() { return undoAll(undo); },
    stopLate() { return undoAll(undoLate); },
    results: () => groups.map(summarise),
  };
})()
//# sourceURL=leakgate-probe.js
`;
