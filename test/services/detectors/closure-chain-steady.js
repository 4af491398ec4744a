import { serve } from './serve.js';

let thing = null;

serve(({ id }) => {
  const before = thing?.text ?? '';
  thing = { text: `thing ${id}`, name: () => `${id} after ${before}` };
  return thing.name();
});
