export function memoize(compute, keyOf) {
  const known = new Map();
  return (...args) => {
    const key = keyOf(...args);
    if (!known.has(key)) known.set(key, compute(...args));
    return known.get(key);
  };
}
