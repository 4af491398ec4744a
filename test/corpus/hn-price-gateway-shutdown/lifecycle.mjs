import { setMaxListeners } from 'node:events';

export const lifecycle = new AbortController();
// Every call to the market listens while it is under way.
setMaxListeners(0, lifecycle.signal);
