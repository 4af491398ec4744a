'use strict';

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => String(text).replace(/[&<>"]/g, (character) => escapes[character]);

const blocks = {
  text: ({ text }) => `<p>${escape(text)}</p>`,
  heading: ({ text, level = 2 }) => `<h${level}>${escape(text)}</h${level}>`,
  image: ({ src, alt = '' }) => `<img src="${escape(src)}" alt="${escape(alt)}" loading="lazy">`,
};

module.exports = function render(page) {
  const body = page.blocks.map((block) => blocks[block.type]?.(block) ?? '').join('\n');
  return `<!doctype html>
<html lang="en">
<head><title>${escape(page.title)}</title><link rel="canonical" href="/${page.slug}"></head>
<body data-revision="${page.revision}">
<h1>${escape(page.title)}</h1>
${body}
</body>
</html>`;
};
