'use strict';

const words = 'harbour ferry council bridge market budget school storm museum tram strike library garden'.split(' ');

function paragraph(seed, length) {
  const out = [];
  for (let i = 0; i < length; i++) out.push(words[(seed * 31 + i * 7) % words.length]);
  return `<p>${out.join(' ')}.</p>`;
}

function article(site, slug) {
  let seed = 0;
  for (const char of slug) seed = (seed * 33 + char.charCodeAt(0)) % 9973;
  const body = Array.from({ length: 4 + (seed % 5) }, (_, n) => paragraph(seed + n, 40 + ((seed + n) % 30)));
  return `<article data-site="${site}" id="${slug}"><h1>${slug}</h1>${body.join('')}</article>`;
}

function navigation(site, sections) {
  const items = sections.map((section, n) => `<li class="item-${n}"><a href="/${section}">${section}</a>${paragraph(n, 12)}</li>`);
  return `<nav aria-label="${site}"><ul>${items.join('')}</ul></nav>`;
}

module.exports = { article, navigation };
