/**
 * Text of the probes on what Node itself holds: everything that async_hooks announces (timers, sockets, workers, zlib
 * streams …) and is alive after a collection, with the stack of its creation and `kind` (its type and class); and fs's open functions, whose descriptors are
 * still open afterwards.
 */
export const RESOURCE_WATCH_SOURCE = `
  const UNREMARKABLE = /^(PROMISE|TickObject|Immediate|RANDOMBYTESREQUEST|FSREQ.*|.*REQWRAP|.*WRITEWRAP|SHUTDOWNWRAP|HTTPINCOMINGMESSAGE|HTTPCLIENTREQUEST)$/;
  const classOf = (resource) => resource && resource.constructor ? resource.constructor.name : '';
  // The innermost call that is not Node's own.
  const madeAt = (stack) => JSON.stringify((stack.find(([url]) => url !== '' && !url.startsWith('node:')) || []).slice(0, 3));
  const watchResources = (key, olderKey) => {
    const hooks = builtin('async_hooks');
    const isActive = (resource) => resource !== null && resource._destroyed !== true;
    const stays = (each) => isActive(alive(each));
    const [record, recordOlder] = [newGroup(key, stays), newGroup(olderKey, stays)];
    const timers = new WeakMap();
    const init = (_, type, __, resource) => {
      if (UNREMARKABLE.test(type)) return;
      const kind = type + ' ' + classOf(resource);
      const stack = stackAbove(init);
      const running = hooks.executionAsyncResource();
      const isInTimer = classOf(running) === 'Timeout';
      const before = isInTimer ? timers.get(running) : undefined;
      // A timer that sets itself anew is one timer, made where the first was.
      if (before !== undefined && before.kind === kind && before.at === madeAt(stack)) {
        before.value = hold(resource);
        timers.set(resource, before);
        return;
      }
      // What runs in timers that were there before is not these requests' doing.
      const made = (isInTimer && before === undefined ? recordOlder : record)(stack, type, resource);
      if (made === null) return;
      made.kind = kind;
      if (kind === 'Timeout Timeout' && isObject(resource)) {
        made.at = madeAt(stack);
        timers.set(resource, made);
      }
    };
    // Node keeps these without announcing them.
    const urls = new Map();
    replace(URL, 'createObjectURL', (original) => function createObjectURL(...args) {
      const url = original.apply(this, args);
      const made = record(createObjectURL, '', url);
      if (made !== null) made.kind = 'Blob ';
      urls.set(url, made);
      return url;
    });
    replace(URL, 'revokeObjectURL', (original) => function revokeObjectURL(url) {
      const made = urls.get(String(url));
      if (made) made.gone = true;
      return original.apply(this, arguments);
    });
    const hook = hooks.createHook({ init, trackPromises: false }).enable();
    undoLate.push(() => hook.disable());
  };
  const watchDescriptors = (key) => {
    const fs = builtin('fs');
    const { syncBuiltinESMExports } = builtin('module');
    const isOpen = (fd) => { try { fs.fstatSync(fd, { bigint: true }); return true; } catch { return false; } };
    const record = newGroup(key, (each) => { const made = alive(each); return typeof made === 'number' ? isOpen(made) : made !== null && typeof made.fd === 'number' && made.fd >= 0 && isOpen(made.fd); });
    replace(fs, 'openSync', (original) => function openSync(...args) { const fd = original.apply(this, args); record(openSync, '', fd); return fd; });
    replace(fs, 'open', (original) => function open(...args) {
      const done = args.at(-1);
      const made = { fd: -1 };
      record(open, '', made);
      kept.push(made);
      if (typeof done === 'function') args[args.length - 1] = function (error, fd) { if (!error) made.fd = fd; return done.apply(this, arguments); };
      return original.apply(this, args);
    });
    for (const name of ['createReadStream', 'createWriteStream']) {
      replace(fs, name, (original) => function stream(...args) {
        const made = original.apply(this, args);
        kept.push(made);
        record(stream, '', made);
        return made;
      });
    }
    replace(fs.promises, 'open', (original) => function open(...args) {
      const made = { fd: -1 };
      kept.push(made);
      record(open, '', made);
      return original.apply(this, args).then((handle) => { made.fd = handle.fd; return handle; });
    });
    syncBuiltinESMExports();
    undo.unshift(() => syncBuiltinESMExports());
  };
`;
