'use strict';

class State {
  constructor(positions, accepts) {
    this.positions = positions;
    this.accepts = accepts;
    this.next = new Map();
  }
}

/**
 * Matches a path against all patterns at once. The automaton is built while it is used, as RE2 does: states and edges come
 * with the paths that need them, and when there are too many all are thrown away.
 */
class LazyDfa {
  #patterns;
  #states = new Map();
  #edges = 0;
  #start;
  flushes = 0;

  constructor(patterns, { maxEdges }) {
    this.#patterns = patterns.map((pattern) => pattern.split('/').filter(Boolean));
    this.maxEdges = maxEdges;
    this.#reset();
  }

  #reset() {
    this.#states.clear();
    this.#edges = 0;
    this.#start = this.#state(this.#patterns.map((_, n) => n * 64));
  }

  #state(positions) {
    const name = positions.join();
    let state = this.#states.get(name);
    if (!state) {
      const accepts = positions.filter((at) => {
        const pattern = this.#patterns[at >> 6];
        return (at & 63) === pattern.length || pattern[at & 63] === '**';
      });
      state = new State(positions, accepts.map((at) => at >> 6));
      this.#states.set(name, state);
    }
    return state;
  }

  #step(state, segment) {
    let next = state.next.get(segment);
    if (next) return next;
    const positions = [];
    for (const at of state.positions) {
      const wanted = this.#patterns[at >> 6][at & 63];
      if (wanted === '**') positions.push(at);
      else if (wanted === '*' || wanted === segment) positions.push(at + 1);
    }
    next = this.#state(positions);
    state.next.set(segment, next);
    this.#edges++;
    return next;
  }

  match(path) {
    if (this.#edges > this.maxEdges) {
      this.#reset();
      this.flushes++;
    }
    let state = this.#start;
    for (const segment of path.split('/')) if (segment) state = this.#step(state, segment);
    return state.accepts;
  }

  get stats() {
    return { states: this.#states.size, edges: this.#edges, flushes: this.flushes };
  }
}

module.exports = { LazyDfa };
