import { setMaxListeners } from 'node:events';
import { serve } from './serve.js';

const shutdown = new AbortController();
setMaxListeners(0, shutdown.signal);

serve(({ id }) => {
  const job = { id, cancelled: false };
  const cancel = () => {
    job.cancelled = true;
  };
  shutdown.signal.addEventListener('abort', cancel); // SITE
  return id;
});
