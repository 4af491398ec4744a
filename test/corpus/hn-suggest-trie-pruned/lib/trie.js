'use strict';

class Node {
  constructor() {
    this.children = null;
    this.weight = 0;
  }
}

/** What people search for, letter by letter; rare searches are pruned when it has too many nodes. */
class SuggestTrie {
  constructor({ maxNodes, maxLength = 24 }) {
    this.root = new Node();
    this.nodes = 1;
    this.maxNodes = maxNodes;
    this.maxLength = maxLength;
    this.prunings = 0;
  }

  add(text) {
    let node = this.root;
    for (const letter of text.slice(0, this.maxLength)) {
      node.children ??= new Map();
      let child = node.children.get(letter);
      if (child === undefined) {
        child = new Node();
        node.children.set(letter, child);
        this.nodes++;
      }
      node = child;
    }
    node.weight++;
    if (this.nodes > this.maxNodes) this.prune();
  }

  suggest(prefix, limit = 5) {
    let node = this.root;
    for (const letter of prefix) {
      node = node.children?.get(letter);
      if (node === undefined) return [];
    }
    const found = [];
    const walk = (at, text) => {
      if (at.weight > 0) found.push({ text, weight: at.weight });
      if (at.children !== null) for (const [letter, child] of at.children) walk(child, text + letter);
    };
    walk(node, prefix);
    return found.sort((a, b) => b.weight - a.weight).slice(0, limit);
  }

  /** Halves all weights until a third of the nodes is free; what nobody searched for twice goes first. */
  prune() {
    this.prunings++;
    while (this.nodes > (this.maxNodes * 2) / 3) {
      this.nodes = 1;
      this.#decay(this.root);
    }
  }

  #decay(node) {
    node.weight = Math.floor(node.weight / 2);
    if (node.children === null) return node.weight > 0;
    for (const [letter, child] of node.children) {
      if (this.#decay(child)) this.nodes++;
      else node.children.delete(letter);
    }
    if (node.children.size === 0) node.children = null;
    return node.weight > 0 || node.children !== null;
  }
}

module.exports = { SuggestTrie };
