'use strict';

/** Remembers what a function of strings and numbers has said. */
function memoize(work, keyOf) {
  const known = new Map();
  const memoized = (...args) => {
    const key = keyOf(...args);
    let result = known.get(key);
    if (result === undefined) {
      result = work(...args);
      known.set(key, result);
    }
    return result;
  };
  memoized.known = known;
  return memoized;
}

module.exports = { memoize };
