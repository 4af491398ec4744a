import { serve } from './serve.js';

class Catalogue {
  #pages = {};

  render(id) {
    this.#pages[id] = { id, parts: ['Hello ', id] }; // SITE
    return this.#pages[id].parts.join('');
  }
}

const catalogue = new Catalogue();
serve(({ id }) => catalogue.render(id));
