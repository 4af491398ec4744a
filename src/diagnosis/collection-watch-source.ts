/** Behind a container's key: the group of the calls that were to remove from it. */
export const REMOVAL = ' (removal)';

/**
 * Text of the probes on containers: methods wrapped on a prototype in between for Map, Set, EventEmitter and EventTarget
 * (the container gets no own key and goes back to where it was), channels of diagnostics and WebAssembly's tables; for arrays and other objects a Proxy as prototype, whose
 * `set` trap sees every new index or key by whatever route; an accessor for a property that exists (`head` of a list);
 * `v8.promiseHooks` for what waits on a promise.
 */
export const COLLECTION_WATCH_SOURCE = `
  const swapPrototype = (target, prototype, between) => {
    Object.setPrototypeOf(target, between);
    // A channel that nobody listens to any more has had another one since.
    undo.push(() => Object.getPrototypeOf(target) === between && Object.setPrototypeOf(target, prototype));
  };
  // Defined, not assigned: the prototypes of Node's own safe collections are frozen.
  const override = (between, name, value) => Object.defineProperty(between, name, { value, writable: true, configurable: true });
  // Subclasses take further arguments, write keys in another way and check what they are asked for: arguments go through as they
  // come, and V8's own methods are asked first. What an entry then holds need not be what was handed in, nor stay the same.
  const counterOf = (builtin) => {
    const size = Object.getOwnPropertyDescriptor(builtin.prototype, 'size');
    return (target) => size === undefined ? -1 : size.get.call(target);
  };
  // A place that was filled, emptied and filled again is the last one's who filled it (a stack of contexts), whatever it holds by now
  // (\`loading\` first, the answer later).
  const latestByKey = () => {
    const [strong, weak] = [new Map(), new WeakMap()];
    const by = (key) => isObject(key) ? weak : strong;
    return {
      put: (key, made) => { if (made !== null) by(key).set(key, made); },
      is: (key, made) => by(key).get(key) === made,
    };
  };
  // Calls that are to take something out; those that took out nothing stay. What is put in under the same key afterwards was only made sure
  // of (\`delete\`, then \`set\`).
  const watchRemovals = (key, target, between, names, count, isIn) => {
    const record = newGroup(key + '${REMOVAL}', (each) => each.isFutile && !isIn(each.key.deref(), each.value.deref()));
    for (const name of names) {
      const original = between[name];
      if (typeof original !== 'function') continue;
      override(between, name, function remove(...given) {
        if (this !== target) return original.apply(this, given);
        const before = count(given[0]);
        const result = original.apply(this, given);
        const made = record(remove, given[0], given[1]);
        if (made !== null) made.isFutile = before < 0 ? result === false : count(given[0]) >= before;
        return result;
      });
    }
  };
  const wrapEntries = (key, target, prototype, builtin, name) => {
    const { has } = builtin.prototype;
    const count = counterOf(builtin);
    const latest = latestByKey();
    const record = newGroup(key, (each) => {
      const entry = each.key.deref();
      if (entry === undefined || !latest.is(entry, each)) return false;
      return has.call(target, entry) || target.has(entry);
    });
    const between = Object.create(prototype);
    override(between, name, function insert(...given) {
      const [entry] = given;
      const isOurs = this === target;
      const before = isOurs ? count(target) : 0;
      const had = isOurs && before < 0 && has.call(target, entry);
      const result = prototype[name].apply(this, given);
      if (isOurs && (before < 0 ? !had : count(target) > before)) latest.put(entry, record(insert, entry, undefined));
      return result;
    });
    watchRemovals(key, target, between, ['delete'], () => count(target), (entry) => has.call(target, entry));
    swapPrototype(target, prototype, between);
  };
  const watchListenersRemoved = (key, target, between, names, listeners) => {
    const count = (type) => listeners(type).length;
    watchRemovals(key, target, between, names, count, (type, listener) => listeners(type).includes(listener));
  };
  const LISTEN = ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener'];
  const wrapEmitter = (key, target, prototype) => {
    const record = newGroup(key, (each) => alive(each) !== null && target.listeners(each.key.deref()).includes(alive(each)));
    const between = Object.create(prototype);
    for (const name of LISTEN) {
      override(between, name, function listen(...given) {
        // once() calls on() again with a wrapper of its own.
        if (this === target && !inside) record(listen, given[0], given[1]);
        const outer = inside;
        inside = true;
        try { return prototype[name].apply(this, given); } finally { inside = outer; }
      });
    }
    let inside = false;
    watchListenersRemoved(key, target, between, ['removeListener', 'off'], (type) => target.listeners(type));
    swapPrototype(target, prototype, between);
  };
  // The emitters that grew may be gone (a pool renews its sockets): others of their class are filled the same way.
  const watchEmitters = (key, className, event) => {
    const record = newGroup(key, (each) => { const emitter = each.emitter.deref(); return emitter !== undefined && alive(each) !== null && emitter.listeners(event).includes(alive(each)); });
    let inside = false;
    for (const name of LISTEN) {
      replace(builtin('events').prototype, name, (original) => function listen(...given) {
        const [type, listener] = given;
        if (!inside && type === event && this && this.constructor && this.constructor.name === className) {
          const made = record(listen, type, listener);
          if (made !== null) made.emitter = new WeakRef(this);
        }
        const outer = inside;
        inside = true;
        try { return original.apply(this, given); } finally { inside = outer; }
      });
    }
  };
  const wrapEventTarget = (key, target, prototype) => {
    const records = [];
    const record = newGroup(key, (each) => alive(each) !== null);
    const between = Object.create(prototype);
    override(between, 'addEventListener', function addEventListener(...given) {
      if (this === target) records.push(record(addEventListener, given[0], given[1]));
      return prototype.addEventListener.apply(this, given);
    });
    override(between, 'removeEventListener', function removeEventListener(...given) {
      const [type, listener] = given;
      for (const each of records) if (each && each.key.deref() === type && each.value.deref() === listener) each.gone = true;
      return prototype.removeEventListener.apply(this, given);
    });
    watchListenersRemoved(key, target, between, ['removeEventListener'], (type) => builtin('events').getEventListeners(target, type));
    swapPrototype(target, prototype, between);
  };
  const proxyPrototype = (key, target, prototype) => {
    const latest = latestByKey();
    const stays = Array.isArray(target)
      ? (each) => {
          const [place, value] = [each.key.deref(), each.value.deref()];
          return target[place] === value ? latest.is(place, each) : target.includes(value);
        }
      : (each) => Object.hasOwn(target, each.key.deref()) && latest.is(each.key.deref(), each);
    const record = newGroup(key, stays);
    const base = prototype === null ? Object.create(null) : prototype;
    const set = (_, name, value, receiver) => {
      if (receiver === target) latest.put(name, record(set, name, value));
      return Reflect.set(base, name, value, receiver);
    };
    swapPrototype(target, prototype, new Proxy(Object.create(prototype), { set }));
  };
  const watchSlot = (key, target, slot, link) => {
    const before = Object.getOwnPropertyDescriptor(target, slot);
    if (before === undefined || !('value' in before) || !before.writable || !before.configurable) return false;
    const record = newGroup(key, (each) => each.grew === true || alive(each) !== null);
    let current = before.value;
    // \`head = head.next\` takes out of a list what is in it already.
    const known = new WeakSet();
    if (link !== null) addChain(known, current, link);
    const set = function (value) {
      // A text that is appended to is a new, longer string each time, and so may a list be: a copy without one of its entries adds nothing.
      const isCopied = (typeof value === 'string' && typeof current === 'string') || (isCollection(value) && isCollection(current));
      const isLonger = isCopied && sizeOf(value) > sizeOf(current);
      current = value;
      if (isLonger) { const made = record(set, slot, undefined); if (made !== null) made.grew = true; }
      if (isCopied || !isObject(value)) return;
      if (!known.has(value)) record(set, slot, value);
      known.add(value);
    };
    Object.defineProperty(target, slot, { get: () => current, set, enumerable: before.enumerable, configurable: true });
    undo.push(() => Object.defineProperty(target, slot, { ...before, value: current }));
    return true;
  };
  const watchPromise = (key, target) => {
    const record = newGroup(key, (each) => alive(each) !== null);
    const init = (promise, parent) => { if (parent === target) record(init, '', promise); };
    undo.push(builtin('v8').promiseHooks.onInit(init));
  };
  // What a registry holds can be seen to go by its target only.
  const wrapRegistry = (key, target, prototype) => {
    const record = newGroup(key, (each) => alive(each) !== null);
    const between = Object.create(prototype);
    override(between, 'register', function register(...given) {
      record(register, '', given[0]);
      return prototype.register.apply(this, given);
    });
    swapPrototype(target, prototype, between);
  };
  // A channel of diagnostics copies its list and pushes to the copy: neither the list nor the property sees an insertion.
  const wrapChannel = (key, target, prototype) => {
    const subscribers = () => target._subscribers || [];
    const record = newGroup(key, (each) => alive(each) !== null && subscribers().includes(alive(each)));
    const between = Object.create(prototype);
    override(between, 'subscribe', function subscribe(...given) {
      if (this === target) record(subscribe, '', given[0]);
      return prototype.subscribe.apply(this, given);
    });
    watchRemovals(key, target, between, ['unsubscribe'], () => subscribers().length, (listener) => subscribers().includes(listener));
    swapPrototype(target, prototype, between);
  };
  const wrapTable = (key, target, prototype) => {
    const record = newGroup(key, (each) => alive(each) !== null && target.get(each.key.deref()) === alive(each));
    const between = Object.create(prototype);
    override(between, 'set', function set(...given) {
      if (this === target) record(set, given[0], given[1]);
      return prototype.set.apply(this, given);
    });
    swapPrototype(target, prototype, between);
  };
  // WebAssembly's memory never gets smaller.
  const watchMemories = (key, only = null) => {
    if (typeof WebAssembly !== 'object') return;
    const record = newGroup(key, () => true);
    replace(WebAssembly.Memory.prototype, 'grow', (original) => function grow(...given) {
      const result = original.apply(this, given);
      if (only === null || this === only) record(grow, '', undefined);
      return result;
    });
  };
  // Nor does the registry of symbols: what it is asked for the first time may be new.
  const watchSymbols = (key) => {
    const record = newGroup(key, () => true);
    const seen = new Set();
    replace(Symbol, 'for', (original) => function symbolFor(...given) {
      const symbol = original.apply(this, given);
      if (!seen.has(symbol)) record(symbolFor, '', undefined);
      seen.add(symbol);
      return symbol;
    });
  };
  const isEventTarget = (target) => typeof EventTarget === 'function' && target instanceof EventTarget;
  const isEmitter = (target) => { const events = builtin('events'); return events && target instanceof events; };
  const watch = (key, target, slot, link) => {
    const prototype = Object.getPrototypeOf(target);
    const { Channel } = builtin('diagnostics_channel') || {};
    if (Channel && target instanceof Channel) return wrapChannel(key, target, prototype);
    if (typeof WebAssembly === 'object' && target instanceof WebAssembly.Table) return wrapTable(key, target, prototype);
    if (slot !== null && watchSlot(key, target, slot, link)) return;
    if (target instanceof Promise) watchPromise(key, target);
    else if (isMap(target)) wrapEntries(key, target, prototype, Map, 'set');
    else if (isWeakMap(target)) wrapEntries(key, target, prototype, WeakMap, 'set');
    else if (isSet(target)) wrapEntries(key, target, prototype, Set, 'add');
    else if (isWeakSet(target)) wrapEntries(key, target, prototype, WeakSet, 'add');
    else if (target instanceof FinalizationRegistry) wrapRegistry(key, target, prototype);
    else if (typeof WebAssembly === 'object' && target instanceof WebAssembly.Memory) watchMemories(key, target);
    else if (isEventTarget(target)) wrapEventTarget(key, target, prototype);
    else if (isEmitter(target)) wrapEmitter(key, target, prototype);
    else {
      // Which memory a view is of cannot be asked; that of a module is one, and its views are made anew as it grows.
      if (ArrayBuffer.isView(target) || target instanceof ArrayBuffer) watchMemories(key);
      proxyPrototype(key, target, prototype);
    }
  };
`;
