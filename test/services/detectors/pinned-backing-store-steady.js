import { serve } from './serve.js';

const filler = '<p>lorem ipsum dolor sit amet</p>'.repeat(300);
let newest = '';

serve(({ id }) => {
  const page = Buffer.from(`<title>A title of page ${id}</title>${filler}`).toString();
  newest = page.slice(7, page.indexOf('</title>'));
  return newest;
});
