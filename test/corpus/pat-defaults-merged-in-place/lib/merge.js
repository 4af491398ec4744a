'use strict';

const isPlain = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Deep merge, as far as settings need it. */
module.exports = function merge(target, ...sources) {
  for (const source of sources)
    for (const [name, value] of Object.entries(source ?? {})) {
      if (isPlain(value) && isPlain(target[name])) merge(target[name], value);
      else target[name] = value;
    }
  return target;
};
