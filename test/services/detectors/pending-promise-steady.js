import { serve } from './serve.js';

serve(async ({ id }) => {
  const work = new Promise((resolve) => setImmediate(resolve, { id, at: Date.now() }));
  const late = new Promise((resolve) => setTimeout(resolve, 20, { id, at: 0 }).unref());
  const done = await Promise.race([work, late]);
  return `${done.id} ${done.at}`;
});
