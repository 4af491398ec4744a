import vm from 'node:vm';
import { serve } from './serve.js';

const sandboxes = new Map();

serve(({ id }) => {
  const sandbox = vm.createContext({ id });
  sandboxes.set(id, sandbox); // SITE
  return vm.runInContext('`hello ${id}`', sandbox);
});
