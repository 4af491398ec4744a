import { Section } from './section.mjs';

export class Portal {
  #sections = new Map();
  #nodes = 0;
  #visits = 0;
  #maxNodes;

  constructor({ locales, maxNodes }) {
    this.#maxNodes = maxNodes;
    for (const locale of locales) this.#sections.set(locale, new Section(this, locale));
  }

  section(locale) {
    return this.#sections.get(locale);
  }

  /** The number of this visit, which serves as the clock of all sections. */
  tick() {
    return ++this.#visits;
  }

  grown(count) {
    this.#nodes += count;
    for (let span = 3000; this.#nodes > this.#maxNodes && span > 50; span >>= 1) this.#forget(this.#visits - span);
  }

  #forget(before) {
    for (const section of this.#sections.values()) this.#nodes -= section.forget(before);
  }

  summary() {
    return { nodes: this.#nodes, visits: this.#visits, locales: [...this.#sections.keys()] };
  }
}
