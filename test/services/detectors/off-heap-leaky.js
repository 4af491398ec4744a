import { serve } from './serve.js';

const memories = [];

serve(() => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  new Uint8Array(memory.buffer)[0] = 1;
  memories.push(memory); // SITE
  return String(memories.length);
});
