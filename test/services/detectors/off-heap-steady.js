import { serve } from './serve.js';

const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });

serve(({ id }) => {
  new Uint8Array(memory.buffer).fill(id.length);
  return String(memory.buffer.byteLength);
});
