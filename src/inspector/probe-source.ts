/** The event loop is looked at so often; its delay is what comes on top. */
const LOOP_RESOLUTION_MS = 20;
/** An abandoned probe (leakgate was killed while attached) stops observing after so long without a reading. */
const ABANDONED_AFTER_MS = 600_000;

/**
 * What runs in the service for the length of a session: counters of collections and of the event loop's delay, and one
 * function for each reading. Built-ins are taken when the probe is made, so that fake timers installed later by a
 * service do not stop it. Observing collections costs one small object each; the loop's histogram is native and its
 * timer keeps no process alive. `remove` ends both.
 *
 * V8 lets a reading in wherever the service calls a function, in Node's own code too: a reading uses nothing that calls of the
 * service share with it, such as Buffer's pool or the array that `stat` calls are answered in. `readFileSync` uses both, and
 * `Buffer.from` threw (Invalid typed array length) when one came between its look at the room in the pool and its use of it.
 */
export const PROBE_SOURCE = `(() => {
  const builtin = process.getBuiltinModule ?? require;
  const v8 = builtin('v8');
  const { openSync, readSync, closeSync, readdirSync } = builtin('fs');
  const { latin1Slice } = builtin('buffer').Buffer.prototype;
  const { PerformanceObserver, monitorEventLoopDelay, performance } = builtin('perf_hooks');
  const { setImmediate } = builtin('timers');
  const memoryUsage = process.memoryUsage;
  const now = performance.now.bind(performance);
  const isLinux = process.platform === 'linux';

  let minor = 0, major = 0, collectionMs = 0, readAt = now();
  const count = (entries) => {
    for (const { duration, detail } of entries) {
      // 1 scavenge, 2 minor mark-sweep, 4 mark-compact; 8 and 16 are steps of one that is counted at its end.
      if (detail.kind === 4) major++;
      else if (detail.kind === 1 || detail.kind === 2) minor++;
      collectionMs += duration;
    }
  };
  const observer = new PerformanceObserver((list) => {
    count(list.getEntries());
    if (now() - readAt > ${ABANDONED_AFTER_MS}) remove();
  });
  observer.observe({ entryTypes: ['gc'] });
  const loop = monitorEventLoopDelay({ resolution: ${LOOP_RESOLUTION_MS} });
  loop.enable();
  const channels = builtin('diagnostics_channel');
  let requests = 0, countsRequests = false;
  const countRequest = () => { requests++; };
  const remove = () => {
    observer.disconnect();
    loop.disable();
    if (countsRequests) channels.unsubscribe('http.server.request.start', countRequest);
    countsRequests = false;
  };

  const countDescriptors = () => {
    if (!isLinux) return null;
    // One of them is the folder's own, open while it is being read.
    try { return readdirSync('/proc/self/fd').length - 1; } catch { return null; }
  };
  const bytesRead = new Uint8Array(4096);
  /** null where it cannot be read. */
  const readOfProcess = (name) => {
    if (!isLinux) return null;
    try {
      const descriptor = openSync('/proc/self/' + name, 'r');
      try {
        return latin1Slice.call(bytesRead, 0, readSync(descriptor, bytesRead, 0, bytesRead.length, 0));
      } finally {
        closeSync(descriptor);
      }
    } catch { return null; }
  };
  // No RegExp: the last match of one is a thing that the service can see (RegExp.$1), and keeps the text.
  const numberAfter = (text, label) => {
    const at = text.indexOf(label);
    return at < 0 ? null : Number.parseInt(text.slice(at + label.length), 10);
  };
  const rssParts = () => {
    const status = readOfProcess('status');
    if (status === null) return null;
    const bytes = (name) => {
      const kibibytes = numberAfter(status, name + ':');
      return kibibytes === null ? null : 1024 * kibibytes;
    };
    const parts = { anonymous: bytes('RssAnon'), file: bytes('RssFile'), shared: bytes('RssShmem') };
    return Object.values(parts).includes(null) ? null : parts;
  };
  const eventLoopDelay = () => {
    const late = (ns) => Math.max(0, Math.round(ns / 1e4 - ${LOOP_RESOLUTION_MS * 100}) / 100);
    const delay = loop.count > 0 ? { meanMs: late(loop.mean), maxMs: late(loop.max) } : { meanMs: 0, maxMs: 0 };
    // The next tick starts the clock anew: a delay that begins in the first 20 ms of a window is not seen.
    loop.reset();
    return delay;
  };
  return {
    heapUsed: () => v8.getHeapStatistics().used_heap_size,
    turn: () => new Promise((resolve) => { setImmediate(resolve, true); }),
    remove,
    // The soft limit, the first of two; Node raises it to the hard one as it starts.
    openFileLimit: () => numberAfter(readOfProcess('limits') ?? '', 'Max open files') || null,
    requests: () => {
      // Counted from the first question on: who does not ask leaves the channel alone.
      if (!countsRequests) channels.subscribe('http.server.request.start', countRequest);
      countsRequests = true;
      return requests;
    },
    memory: () => {
      const usage = memoryUsage();
      const heap = v8.getHeapStatistics();
      const activeResources = {};
      for (const kind of process.getActiveResourcesInfo()) activeResources[kind] = (activeResources[kind] ?? 0) + 1;
      readAt = now();
      return {
        heapUsed: usage.heapUsed,
        heapTotal: usage.heapTotal,
        external: usage.external,
        arrayBuffers: usage.arrayBuffers,
        rss: usage.rss,
        rssParts: rssParts(),
        garbageCollections: { minor, major, ms: Math.round(collectionMs * 100) / 100 },
        eventLoopDelay: eventLoopDelay(),
        openFileDescriptors: countDescriptors(),
        activeResources,
        nativeContexts: heap.number_of_native_contexts,
        detachedContexts: heap.number_of_detached_contexts,
        mallocedMemory: heap.malloced_memory,
        heapSizeLimit: heap.heap_size_limit,
      };
    },
  };
})()
//# sourceURL=leakgate-probe`;
