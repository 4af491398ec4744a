import { serve } from './serve.js';

class History {
  head = null;

  add(id) {
    this.head = { id, at: Date.now(), next: this.head === null ? null : { ...this.head, next: null } };
  }
}

const history = new History();
serve(({ id }) => {
  history.add(id);
  return id;
});
