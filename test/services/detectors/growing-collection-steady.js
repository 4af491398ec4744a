import { serve } from './serve.js';

class Catalogue {
  #pages = new Map();

  render(id) {
    this.#pages.set(id, { id, parts: ['Hello ', id] });
    if (this.#pages.size > 20) this.#pages.delete(this.#pages.keys().next().value);
    return this.#pages.get(id).parts.join('');
  }
}

const catalogue = new Catalogue();
serve(({ id }) => catalogue.render(id));
