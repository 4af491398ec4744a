'use strict';

function createLru(limit) {
  const index = new Map();
  const ends = { newest: null, oldest: null };

  function detach(node) {
    if (node.newer === null) ends.newest = node.older;
    else node.newer.older = node.older;
    if (node.older === null) ends.oldest = node.newer;
    else node.older.newer = node.newer;
    node.newer = node.older = null;
  }

  function attach(node) {
    node.older = ends.newest;
    if (ends.newest !== null) ends.newest.newer = node;
    ends.newest = node;
    if (ends.oldest === null) ends.oldest = node;
  }

  return {
    get(key) {
      const node = index.get(key);
      if (node === undefined) return undefined;
      detach(node);
      attach(node);
      return node.value;
    },
    set(key, value) {
      const node = { key, value, newer: null, older: null };
      const replaced = index.get(key);
      if (replaced !== undefined) detach(replaced);
      attach(node);
      index.set(key, node);
      while (index.size > limit) {
        const { oldest } = ends;
        detach(oldest);
        index.delete(oldest.key);
      }
    },
    get size() {
      return index.size;
    },
  };
}

module.exports = { createLru };
