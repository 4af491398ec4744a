import { serve } from './serve.js';

const HOURS = 3_600_000;

serve(async ({ id }) => {
  const session = { id, expired: false };
  const expiry = setTimeout(() => {
    session.expired = true;
  }, 6 * HOURS);
  await null;
  clearTimeout(expiry);
  return id;
});
