'use strict';

/** What people look for and do not find, for the list that the editors get in the morning. */
class Misses {
  #byPath = {};

  note(path, referrer) {
    const miss = (this.#byPath[path] ??= { count: 0, referrers: [], firstAt: Date.now() });
    miss.count++;
    if (referrer && miss.referrers.length < 5 && !miss.referrers.includes(referrer)) miss.referrers.push(referrer);
  }

  top(count) {
    const seen = [];
    for (const path in this.#byPath) {
      const { count: times } = this.#byPath[path];
      if (times < 2) continue;
      seen.push({ path, times });
      if (seen.length >= 500) break;
    }
    return seen.sort((a, b) => b.times - a.times).slice(0, count);
  }
}

module.exports = { Misses };
