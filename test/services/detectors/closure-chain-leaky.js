import { serve } from './serve.js';

let thing = null;

serve(({ id }) => {
  const before = thing;
  // Never called, but it shares its scope with `name`, which therefore keeps `before`.
  const unused = () => before?.text;
  thing = { text: `thing ${id}`, name: () => `${id} ${typeof unused}` }; // SITE
  return thing.name();
});
