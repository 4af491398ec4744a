import { serve } from './serve.js';

const HOURS = 3_600_000;

serve(({ id }) => {
  const session = { id, expired: false };
  const expire = () => {
    session.expired = true;
  };
  setTimeout(expire, 6 * HOURS).unref(); // SITE
  return id;
});
