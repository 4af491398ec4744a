'use strict';
const { fragments, toBytes } = require('../config/limits');

class FragmentStore {
  #fragments = new Map();
  #used = 0;
  #budget = toBytes(fragments.perSite);

  get(name) {
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) return null;
    this.#fragments.delete(name);
    this.#fragments.set(name, fragment);
    return fragment.html;
  }

  put(name, html) {
    const weight = Buffer.byteLength(html) + name.length;
    if (weight > toBytes(fragments.ceiling)) return;
    this.drop(name);
    this.#fragments.set(name, { html, weight, madeAt: Date.now() });
    this.#used += weight;
    this.#trim();
  }

  drop(name) {
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) return;
    this.#used -= fragment.weight;
    this.#fragments.delete(name);
  }

  #trim() {
    for (const name of this.#fragments.keys()) {
      if (this.#used <= this.#budget) break;
      this.drop(name);
    }
  }

  get usage() {
    return { used: this.#used, budget: this.#budget };
  }
}

const sites = new Map();

function storeOf(site) {
  let store = sites.get(site);
  if (store === undefined) sites.set(site, (store = new FragmentStore()));
  return store;
}

module.exports = { storeOf };
