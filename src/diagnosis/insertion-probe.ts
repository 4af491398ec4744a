/**
 * What runs inside the service while growing containers are watched. One source text, evaluated once, gives an object
 * with the methods below; everything it changes is put back by `stop`.
 *
 * - `watch(container, slot)`: Map and Set methods are wrapped on a prototype in between; arrays and other objects get a
 *   Proxy as prototype, whose `set` trap sees every new index or key by whatever route; `slot`, a property that exists
 *   (`head` of a list), becomes an accessor.
 * - `watchTimers()`, `watchDescriptors()`: the global timer functions and fs's open functions.
 * - `results()`: after `stop` and a collection: of each recorded stack, how often it was seen and how often what it
 *   inserted stayed. Values are held weakly, so that the probe itself keeps nothing alive.
 */
export const INSERTION_PROBE = `(() => {
  const MOST_RECORDS = 3000;
  const groups = [];
  const undo = [];
  const kept = [];

  const stackAbove = (fn) => {
    const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
    const prepare = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
    const holder = {};
    try {
      Error.stackTraceLimit = 60;
      Error.prepareStackTrace = (_, sites) => sites.map((site) => [
        site.getFileName() || site.getScriptNameOrSourceURL() || '', site.getLineNumber() || 0, site.getColumnNumber() || 0, site.getFunctionName() || '',
      ]);
      Error.captureStackTrace(holder, fn);
      return holder.stack;
    } catch {
      return [];
    } finally {
      const restore = (name, descriptor) => descriptor === undefined ? delete Error[name] : Object.defineProperty(Error, name, descriptor);
      restore('stackTraceLimit', limit);
      restore('prepareStackTrace', prepare);
    }
  };
  const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
  const hold = (value) => isObject(value) ? new WeakRef(value) : { deref: () => value };
  const newGroup = (stays) => {
    const group = { records: [], stays };
    groups.push(group);
    return (fn, key, value) => {
      if (group.records.length < MOST_RECORDS) group.records.push({ stack: stackAbove(fn), key: hold(key), value: hold(value) });
    };
  };
  const alive = (record) => { const value = record.value.deref(); return value === undefined ? null : value; };

  const swapPrototype = (target, prototype, between) => {
    Object.setPrototypeOf(target, between);
    undo.push(() => Object.setPrototypeOf(target, prototype));
  };
  const wrapMap = (target, prototype) => {
    const record = newGroup(({ key, value }) => key.deref() !== undefined && target.has(key.deref()) && target.get(key.deref()) === value.deref());
    const between = Object.create(prototype);
    between.set = function set(key, value) {
      if (this === target && !target.has(key)) record(set, key, value);
      return prototype.set.call(this, key, value);
    };
    swapPrototype(target, prototype, between);
  };
  const wrapSet = (target, prototype) => {
    const record = newGroup((each) => each.value.deref() !== undefined && target.has(each.value.deref()));
    const between = Object.create(prototype);
    between.add = function add(value) {
      if (this === target && !target.has(value)) record(add, value, value);
      return prototype.add.call(this, value);
    };
    swapPrototype(target, prototype, between);
  };
  const proxyPrototype = (target, prototype) => {
    const stays = Array.isArray(target)
      ? (each) => target.includes(each.value.deref())
      : (each) => target[each.key.deref()] === each.value.deref();
    const record = newGroup(stays);
    const base = prototype === null ? Object.create(null) : prototype;
    const set = (_, key, value, receiver) => {
      if (receiver === target) record(set, key, value);
      return Reflect.set(base, key, value, receiver);
    };
    swapPrototype(target, prototype, new Proxy(Object.create(prototype), { set }));
  };
  const watchSlot = (target, slot) => {
    const before = Object.getOwnPropertyDescriptor(target, slot);
    if (before === undefined || !('value' in before) || !before.writable || !before.configurable) return;
    const record = newGroup((each) => alive(each) !== null);
    let current = before.value;
    const set = function (value) {
      current = value;
      if (isObject(value)) record(set, slot, value);
    };
    Object.defineProperty(target, slot, { get: () => current, set, enumerable: before.enumerable, configurable: true });
    undo.push(() => Object.defineProperty(target, slot, { ...before, value: current }));
  };
  const replace = (owner, name, make) => {
    const original = owner[name];
    if (typeof original !== 'function') return;
    owner[name] = make(original);
    undo.push(() => { owner[name] = original; });
  };
  const skip = () => { newGroup(() => false); };

  return {
    watch(target, slot) {
      try {
        const prototype = Object.getPrototypeOf(target);
        if (slot !== null) watchSlot(target, slot);
        if (slot !== null && groups.length > 0 && undo.length > 0) { groups[groups.length - 1].slot = true; return groups.length; }
        if (target instanceof Map || target instanceof WeakMap) wrapMap(target, prototype);
        else if (target instanceof Set || target instanceof WeakSet) wrapSet(target, prototype);
        else proxyPrototype(target, prototype);
      } catch {
        skip();
      }
      return groups.length;
    },
    watchTimers() {
      const record = newGroup((each) => alive(each) !== null && alive(each)._destroyed === false);
      for (const name of ['setTimeout', 'setInterval']) {
        replace(globalThis, name, (original) => Object.assign(function timer(...args) {
          const made = original.apply(this, args);
          record(timer, name, made);
          return made;
        }, original));
      }
      return groups.length;
    },
    watchDescriptors() {
      const fs = process.getBuiltinModule ? process.getBuiltinModule('fs') : process.mainModule && process.mainModule.require('fs');
      if (!fs) { skip(); return groups.length; }
      const isOpen = (fd) => { try { fs.fstatSync(fd); return true; } catch { return false; } };
      const record = newGroup((each) => { const made = alive(each); if (made === null) return true; return typeof made === 'number' ? isOpen(made) : typeof made.fd === 'number' && made.fd >= 0 && isOpen(made.fd); });
      replace(fs, 'openSync', (original) => function openSync(...args) { const fd = original.apply(this, args); record(openSync, '', fd); return fd; });
      replace(fs, 'open', (original) => function open(...args) {
        const stack = open;
        const done = args.at(-1);
        const made = { fd: -1 };
        record(stack, '', made);
        if (typeof done === 'function') args[args.length - 1] = (error, fd) => { if (!error) { made.fd = fd; kept.push(made); } done(error, fd); };
        return original.apply(this, args);
      });
      for (const name of ['createReadStream', 'createWriteStream']) {
        replace(fs, name, (original) => function stream(...args) { const made = original.apply(this, args); kept.push(made); record(stream, '', made); return made; });
      }
      replace(fs.promises, 'open', (original) => function open(...args) {
        const made = { fd: -1 };
        kept.push(made);
        record(open, '', made);
        return original.apply(this, args).then((handle) => { made.fd = handle.fd; return handle; });
      });
      return groups.length;
    },
    stop() { for (const each of undo.reverse()) { try { each(); } catch {} } undo.length = 0; },
    results() {
      return groups.map(({ records, stays }) => {
        const stacks = new Map();
        for (const record of records) {
          const key = JSON.stringify(record.stack);
          const row = stacks.get(key) || { frames: record.stack, seen: 0, stayed: 0 };
          row.seen++;
          let stayed = false;
          try { stayed = stays(record); } catch {}
          if (stayed) row.stayed++;
          stacks.set(key, row);
        }
        return [...stacks.values()];
      });
    },
  };
})()
//# sourceURL=leakgate-probe.js
`;
