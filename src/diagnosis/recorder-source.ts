/**
 * Text of what all probes share inside the service: a stack taken without a trace left behind, groups of records, and the
 * list of what has to be put back. Values are held weakly, so that a record keeps nothing alive.
 */
export const RECORDER_SOURCE = `
  const MOST_RECORDS = 3000;
  const groups = [];
  const undo = [];
  const undoLate = [];
  const kept = [];

  const framesOf = (sites) => sites.map((site) => [
    site.getFileName() || site.getScriptNameOrSourceURL() || '', site.getLineNumber() || 0, site.getColumnNumber() || 0, site.getFunctionName() || '',
  ]);
  // While a service's own prepareStackTrace runs (source maps), V8 asks nobody and writes the stack as text.
  const framesIn = (text) => text.split('\\n').slice(1).flatMap((line) => {
    const found = /^ +at (?:(.*) \\()?(.*?):(\\d+):(\\d+)\\)?$/.exec(line);
    return found === null ? [] : [[found[2], Number(found[3]), Number(found[4]), found[1] || '']];
  });
  // Services set the limit to 0 and replace prepareStackTrace; both are as before when this returns.
  const stackAbove = (fn) => {
    const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
    const prepare = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
    const holder = {};
    try {
      Object.defineProperty(Error, 'stackTraceLimit', { value: 60, writable: true, configurable: true, enumerable: true });
      Object.defineProperty(Error, 'prepareStackTrace', { value: (_, sites) => framesOf(sites), writable: true, configurable: true });
      Error.captureStackTrace(holder, fn);
      return Array.isArray(holder.stack) ? holder.stack : framesIn(String(holder.stack));
    } catch {
      return [];
    } finally {
      const restore = (name, descriptor) => descriptor === undefined ? delete Error[name] : Object.defineProperty(Error, name, descriptor);
      restore('stackTraceLimit', limit);
      restore('prepareStackTrace', prepare);
    }
  };
  const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
  // By what they are: Node's own safe collections have no prototype in common with Map and Set.
  const answers = (method, target, ...args) => { try { method.call(target, ...args); return true; } catch { return false; } };
  const isMap = (target) => answers(Map.prototype.has, target, 0);
  const isSet = (target) => answers(Set.prototype.has, target, 0);
  const isWeakMap = (target) => answers(WeakMap.prototype.has, target, {});
  const isWeakSet = (target) => answers(WeakSet.prototype.has, target, {});
  const hold = (value) => isObject(value) ? new WeakRef(value) : { deref: () => value };
  const newGroup = (key, stays) => {
    const group = { key, records: [], stays };
    groups.push(group);
    return (fn, name, value) => {
      if (group.records.length >= MOST_RECORDS) return null;
      const record = { stack: Array.isArray(fn) ? fn : stackAbove(fn), key: hold(name), value: hold(value), gone: false };
      group.records.push(record);
      return record;
    };
  };
  // The objects of a list that begins there, each linked to the next by a property of this name.
  const MOST_LINKED = 200000;
  const addChain = (known, first, name) => {
    let count = 0;
    for (let each = first; isObject(each) && !known.has(each) && count++ < MOST_LINKED; each = each[name]) known.add(each);
  };
  const alive = (record) => { const value = record.value.deref(); return value === undefined ? null : value; };
  const builtin = (name) => process.getBuiltinModule ? process.getBuiltinModule(name) : process.mainModule && process.mainModule.require(name);
  const replace = (owner, name, make) => {
    const before = Object.getOwnPropertyDescriptor(owner, name);
    if (before === undefined || typeof before.value !== 'function' || !before.configurable) return;
    Object.defineProperty(owner, name, { ...before, value: make(before.value) });
    undo.push(() => Object.defineProperty(owner, name, before));
  };
  const summarise = ({ key, records, stays }) => {
    const stacks = new Map();
    for (const record of records) {
      const text = (record.kind || '') + JSON.stringify(record.stack);
      const row = stacks.get(text) || { frames: record.stack, kind: record.kind || '', seen: 0, stayed: 0 };
      row.seen++;
      let stayed = false;
      try { stayed = !record.gone && stays(record); } catch {}
      if (stayed) row.stayed++;
      stacks.set(text, row);
    }
    return { key, rows: [...stacks.values()] };
  };
`;
