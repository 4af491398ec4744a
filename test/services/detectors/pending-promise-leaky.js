import { serve } from './serve.js';

const shutdown = new Promise(() => undefined);

serve(async ({ id }) => {
  const work = new Promise((resolve) => setImmediate(resolve, { id, at: Date.now() }));
  const done = await Promise.race([work, shutdown]); // SITE
  return `${done.id} ${done.at}`;
});
