/**
 * Text of the probes on what Node itself holds: everything that async_hooks announces (timers, sockets, workers, zlib
 * streams …) and is alive after a collection, with the stack of its creation and `kind` (its type and class); and fs's open functions, whose descriptors are
 * still open afterwards.
 */
export const RESOURCE_WATCH_SOURCE = `
  const UNREMARKABLE = /^(PROMISE|TickObject|Immediate|RANDOMBYTESREQUEST|FSREQ.*|.*REQWRAP|.*WRITEWRAP|SHUTDOWNWRAP|HTTPINCOMINGMESSAGE|HTTPCLIENTREQUEST)$/;
  const watchResources = (key) => {
    const isActive = (resource) => resource !== null && resource._destroyed !== true;
    const record = newGroup(key, (each) => isActive(alive(each)));
    const init = (_, type, __, resource) => {
      if (UNREMARKABLE.test(type)) return;
      const made = record(init, type, resource);
      if (made !== null) made.kind = type + ' ' + (resource && resource.constructor ? resource.constructor.name : '');
    };
    const hook = builtin('async_hooks').createHook({ init, trackPromises: false }).enable();
    undo.push(() => hook.disable());
  };
  const watchDescriptors = (key) => {
    const fs = builtin('fs');
    const { syncBuiltinESMExports } = builtin('module');
    const isOpen = (fd) => { try { fs.fstatSync(fd); return true; } catch { return false; } };
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
