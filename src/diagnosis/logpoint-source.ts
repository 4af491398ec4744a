/** Kind of a row whose statement may only have moved the end of a list. */
const MOVED = 'moved';
/** Kind of a row after whose statement more was found within the value, which any other statement may have put there. */
const WITHIN = 'within';
/** What says less than a link that was seen to be set. */
export const WEAKER: ReadonlySet<string> = new Set([MOVED, WITHIN]);

/**
 * Text of what the conditions of breakpoints call: the measure of a value as it is before the statement runs. A statement is
 * credited when the value measures more at the next hit; a reference that was replaced (the head of a list, a chain of
 * closures) when the value before is still alive after a collection, since only the new one can hold it.
 */
export const LOGPOINT_SOURCE = `
  const MOST_HELD = 50;
  const MOVED = '${MOVED}';
  const WITHIN = '${WITHIN}';
  const pointGroups = new Map();
  const isBytes = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
  const isPlain = (value) => isObject(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value));
  // What can be read without calling anything, whether it is enumerable (the cause of an error) or not.
  const valuesAt = (each, names) => names.map((name) => Object.getOwnPropertyDescriptor(each, name)?.value);
  const held = (each) => valuesAt(each, Object.getOwnPropertyNames(each).slice(0, MOST_HELD));
  const isCollection = (value) => isMap(value) || isSet(value) || Array.isArray(value) || isBytes(value);
  // A tree, and a state that is a new object each time, grow by what is in them: the sizes of all that an object leads to by its own
  // data properties and the collections there; -1 where that is more than can be gone through at each hit.
  const MOST_WITHIN = 30000;
  const sizeWithin = (value) => {
    const seen = new Set([value]);
    let size = 0;
    for (const each of seen) {
      if (seen.size > MOST_WITHIN) return -1;
      size += Math.max(0, sizeOf(each));
      if (typeof each === 'function' || isBytes(each)) continue;
      const parts = isMap(each) || isSet(each) || Array.isArray(each) ? each.values() : valuesOf(each);
      for (const part of parts) if (typeof part === 'object' && part !== null) seen.add(part);
    }
    return size;
  };
  const valuesOf = (each) => { try { return valuesAt(each, Reflect.ownKeys(each)); } catch { return []; } };
  const measureOf = (value, own, series) => {
    if (!isObject(value) || typeof value === 'function' || isCollection(value) || series.isWide) return own;
    const size = sizeWithin(value);
    series.isWide = size < 0;
    return series.isWide ? own : size;
  };
  const sizeOf = (value) => {
    if (typeof value === 'string' || Array.isArray(value)) return value.length;
    if (typeof value === 'bigint') return value.toString(16).length;
    if (isMap(value) || isSet(value)) return value.size;
    if (!isObject(value) || typeof value === 'function') return -1;
    if (isBytes(value)) return value.byteLength;
    try { return Reflect.ownKeys(value).length; } catch { return -1; }
  };
  // One object holds the other, directly or through one more (the record of a list); a function's scope may, and cannot be read.
  const leadsTo = (value, wanted) => {
    if (typeof value === 'function') return true;
    // A version of settings over the one before has it as its prototype.
    const parts = (each) => { try { return (isBytes(each) ? [] : [...held(each), Object.getPrototypeOf(each)]).filter(isObject); } catch { return []; } };
    const near = parts(value);
    return near.includes(wanted) || near.some((each) => typeof each === 'function' || parts(each).includes(wanted));
  };
  const pointGroup = (key) => {
    let group = pointGroups.get(key);
    if (group === undefined) {
      const stays = ({ grew, replaced, kind, series, value }) =>
        (grew && series.size > series.first) || ((replaced || kind === MOVED) && value.deref() !== undefined);
      group = { record: newGroup(key, stays), byHolder: new WeakMap(), byName: new Map() };
      pointGroups.set(key, group);
    }
    return group;
  };
  const place = (record, [line, column]) => {
    if (record !== null && record.stack.length > 0) record.stack[0] = [record.stack[0][0], line, column, record.stack[0][3]];
    return record;
  };
  // What was measured is one series per holder, or per variable; the frame on top is the condition's own.
  const point = (key, name, measured, holder, site) => {
    const group = pointGroup(key);
    const seriesOf = isObject(holder) ? group.byHolder : group.byName;
    const at = isObject(holder) ? holder : name;
    const series = seriesOf.get(at) || { same: hold(measured), made: null, isWide: false };
    const own = sizeOf(measured);
    const size = measureOf(measured, own, series);
    if (!seriesOf.has(at)) Object.assign(series, { first: size, size, own });
    seriesOf.set(at, series);
    const before = series.same.deref();
    if (series.made !== null) {
      // The end of a list that leads both ways was moved on, or something put before it: the one holds the other either way.
      const isAnother = isObject(measured) && isObject(before) && before !== measured;
      const isHeld = isAnother && leadsTo(before, measured);
      const holds = isAnother && leadsTo(measured, before);
      if (isHeld && holds) series.made.kind = MOVED;
      else if (holds) series.made.replaced = true;
      else if (!isHeld && size > series.size && (before === measured || !isObject(measured) || Array.isArray(measured) || isBytes(measured) || isPlain(measured))) {
        series.made.grew = true;
        if (own <= series.own) series.made.kind = WITHIN;
      }
    }
    const made = place(record(group, measured), site);
    if (made !== null) made.series = series;
    Object.assign(series, { size, own, same: hold(measured), made });
    return false;
  };
  const record = (group, measured) => group.record(stackAbove(point).slice(1), '', isObject(measured) ? measured : undefined);
  // The member of an object that is about to be set: it stays when the object lives and has one afterwards. A list that is put in
  // another order, or shortened, links what is in it already.
  const linkGroups = new Map();
  const linkGroup = (key) => {
    let group = linkGroups.get(key);
    if (group === undefined) {
      const stays = (each) => alive(each) !== null && isObject(alive(each)[each.key.deref()]);
      group = { record: newGroup(key, stays), known: new WeakSet() };
      linkGroups.set(key, group);
    }
    return group;
  };
  const knowLinked = (key, target, name) => {
    const { known } = linkGroup(key);
    for (const first of isMap(target) || isSet(target) ? target.values() : held(target)) addChain(known, first, name);
  };
  const link = (key, holder, name, site, ...values) => {
    if (!isObject(holder)) return false;
    const { record, known } = linkGroup(key);
    if (values.length > 0) {
      if (!isObject(values[0]) || known.has(values[0])) return false;
      known.add(values[0]);
    }
    place(record(stackAbove(link).slice(1), name, holder), site);
    return false;
  };
  // A builtin was called: containers that have grown since the call before were grown by that one.
  const sized = [];
  let sizing = false;
  const kindOf = (target) => isMap(target) ? 'Map' : isSet(target) ? 'Set' : Array.isArray(target) ? 'Array' : null;
  const watchSize = (key, target) => {
    const kind = kindOf(target);
    if (kind === null) throw new TypeError('not a collection');
    const record = newGroup(key, (each) => each.grew === true);
    sized.push({ target, kind, record, size: sizeOf(target), stack: null });
  };
  const called = (kind) => {
    if (sizing) return false;
    sizing = true;
    try {
      const stack = stackAbove(called).slice(1);
      for (const each of sized) {
        if (each.kind !== kind) continue;
        const size = sizeOf(each.target);
        if (size > each.size && each.stack !== null) { const made = each.record(each.stack, '', undefined); if (made !== null) made.grew = true; }
        each.size = size;
        each.stack = stack;
      }
    } finally { sizing = false; }
    return false;
  };
`;
