import { serve } from './serve.js';

const audit = { text: '' };

serve(({ id, url }) => {
  audit.text += `${new Date().toISOString()} ${id} ${url} was answered\n`; // SITE
  return String(audit.text.slice(-40));
});
