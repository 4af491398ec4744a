'use strict';

const sections = ['kitchen', 'garden', 'bath', 'office'];
const pages = new Map();

for (const section of sections) {
  for (let n = 1; n <= 30; n++) {
    pages.set(`/${section}/${n}`, {
      title: `${section} ${n}`,
      price: ((n * 137) % 9000) / 100 + 3,
      related: [1, 2, 3].map((step) => `/${section}/${((n + step) % 30) + 1}`),
    });
  }
}

function render(path) {
  const page = pages.get(path);
  if (!page) return null;
  const links = page.related.map((href) => `<li><a href="${href}">${pages.get(href).title}</a>`).join('');
  return `<!doctype html><title>${page.title}</title><h1>${page.title}</h1><p>${page.price.toFixed(2)} €</p><ul>${links}</ul>`;
}

function closest(path) {
  const [, section] = path.split('/');
  return sections.includes(section) ? `/${section}/1` : `/${sections[path.length % sections.length]}/1`;
}

module.exports = { render, closest, sections };
