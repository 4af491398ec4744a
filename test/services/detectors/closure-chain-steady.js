import { serve } from './serve.js';

let last = () => '';

serve(({ id }) => {
  const before = last().length;
  last = () => `thing ${id} after ${before}`;
  return last();
});
