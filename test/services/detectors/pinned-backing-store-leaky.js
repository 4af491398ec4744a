import { serve } from './serve.js';

const filler = '<p>lorem ipsum dolor sit amet</p>'.repeat(300);
const titles = [];

serve(({ id }) => {
  const page = Buffer.from(`<title>A title of page ${id}</title>${filler}`).toString();
  const title = page.slice(7, page.indexOf('</title>'));
  titles.push(title); // SITE
  return title;
});
