import { serve } from './serve.js';

let last = () => '';

serve(({ id }) => {
  const previous = last;
  // Never calls `previous`, but keeps it, and with it all that came before.
  last = () => (previous === null ? '' : `thing ${id}`); // SITE
  return last();
});
