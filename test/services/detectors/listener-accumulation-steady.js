import { serve } from './serve.js';

const shutdown = new AbortController();

serve(({ id }) => {
  const job = { id, cancelled: false };
  const done = new AbortController();
  const cancel = () => {
    job.cancelled = true;
  };
  shutdown.signal.addEventListener('abort', cancel, { signal: done.signal });
  done.abort();
  return id;
});
