import vm from 'node:vm';
import { serve } from './serve.js';

const sandbox = vm.createContext({ id: '' });
const greeting = new vm.Script('`hello ${id}`');

serve(({ id }) => {
  sandbox.id = id;
  return greeting.runInContext(sandbox);
});
