import { serve } from './serve.js';

const audit = { text: '' };

serve(({ id, url }) => {
  audit.text = `${audit.text}${new Date().toISOString()} ${id} ${url} was answered\n`.slice(-500);
  return audit.text.slice(-40);
});
