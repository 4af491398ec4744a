'use strict';

const adjectives = ['blue', 'green', 'old', 'quiet', 'round', 'small', 'warm'];
const nouns = ['bag', 'chair', 'clock', 'cup', 'lamp', 'pen', 'shelf', 'table'];

/** The shop's goods, with a cache of searches that forgets the least recently used. */
class Catalogue {
  constructor({ maxCachedSearches = 50 } = {}) {
    this.maxCachedSearches = maxCachedSearches;
    this.searches = new Map();
    this.products = adjectives.flatMap((adjective, a) =>
      nouns.map((noun, n) => ({ id: a * nouns.length + n + 1, name: `${adjective} ${noun}`, cents: 500 + a * 130 + n * 70 })),
    );
  }

  find(id) {
    return this.products.find((product) => product.id === id);
  }

  search(words) {
    const key = words.trim().toLowerCase();
    const result = this.searches.get(key) ?? this.products.filter((product) => product.name.includes(key));
    this.searches.delete(key);
    this.searches.set(key, result);
    if (this.searches.size > this.maxCachedSearches) this.searches.delete(this.searches.keys().next().value);
    return result;
  }
}

module.exports = { Catalogue };
