'use strict';

const kFresh = Symbol('fresh');

/** Counters that come into being where they are first named: usage.tenant.route.status.add(bytes, ms). */
function tree(depth, leaf) {
  return new Proxy(Object.create(null), {
    get(target, name) {
      if (typeof name === 'symbol') return name === kFresh ? target : undefined;
      return (target[name] ??= depth > 1 ? tree(depth - 1, leaf) : leaf());
    },
  });
}

class Counter {
  count = 0;
  bytes = 0n;
  slowest = 0;
  buckets = [0, 0, 0, 0, 0, 0];

  add(bytes, ms) {
    this.count++;
    this.bytes += BigInt(bytes);
    this.slowest = Math.max(this.slowest, ms);
    this.buckets[Math.min(5, Math.floor(Math.log2(ms + 1)))]++;
  }
}

const usage = tree(3, () => new Counter());

function totals(node = usage) {
  let [count, bytes, leaves] = [0, 0n, 0];
  for (const child of Object.values(node[kFresh] ?? {})) {
    const sum = child instanceof Counter ? { count: child.count, bytes: child.bytes, leaves: 1 } : totals(child);
    count += sum.count;
    bytes += BigInt(sum.bytes);
    leaves += sum.leaves;
  }
  return { count, bytes: String(bytes), leaves };
}

module.exports = { usage, totals };
