/** The most frequent keys of a stream: counters in buckets of equal count, and the least one is taken over. */
class SpaceSaving {
  constructor(counters) {
    this.counters = counters;
    this.byKey = new Map();
    this.least = null;
  }

  count(key) {
    let counter = this.byKey.get(key);
    if (!counter) {
      if (this.byKey.size < this.counters) {
        counter = { key, error: 0, bucket: null };
        this.enter(counter, 0, null);
      } else {
        counter = this.least.members.values().next().value;
        this.byKey.delete(counter.key);
        counter.key = key;
        counter.error = this.least.count;
      }
      this.byKey.set(key, counter);
    }
    this.enter(counter, counter.bucket ? counter.bucket.count + 1 : 1, counter.bucket);
  }

  enter(counter, count, after) {
    if (after) after.members.delete(counter);
    const next = after ? after.next : this.least;
    let bucket = next;
    if (count === 0) return;
    if (!next || next.count !== count) {
      bucket = { count, members: new Set(), previous: after, next };
      if (after) after.next = bucket;
      else this.least = bucket;
      if (next) next.previous = bucket;
    }
    bucket.members.add(counter);
    counter.bucket = bucket;
    if (after && after.members.size === 0) this.unlink(after);
  }

  unlink(bucket) {
    if (bucket.previous) bucket.previous.next = bucket.next;
    else this.least = bucket.next;
    if (bucket.next) bucket.next.previous = bucket.previous;
  }

  top(k) {
    let last = this.least;
    while (last?.next) last = last.next;
    const list = [];
    for (let bucket = last; bucket && list.length < k; bucket = bucket.previous) {
      for (const { key, error } of bucket.members) {
        if (list.push({ key, count: bucket.count, error }) === k) break;
      }
    }
    return list;
  }
}

module.exports = { SpaceSaving };
