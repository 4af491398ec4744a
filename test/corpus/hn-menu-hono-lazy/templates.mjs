const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escape = (value) => String(value).replace(/[&<>]/g, (c) => escapes[c]);

const ROWS = {
  list: ['<ul>', '<li>${e(d.name)} <b>${e(d.price)}</b></li>', '</ul>'],
  table: ['<table>', '<tr><td>${e(d.name)}</td><td>${e(d.price)}</td></tr>', '</table>'],
  cards: ['<section>', '<article><h2>${e(d.name)}</h2><p>${e(d.price)}</p></article>', '</section>'],
};

// Each restaurant has a layout of its own, compiled when it is first shown.
export function compileTemplate(layout) {
  const [kind] = layout.split('-');
  const [open, row, close] = ROWS[kind];
  const source = `return \`<!doctype html><body class="${layout}"><h1>\${e(v.title)}</h1><p>\${e(v.intro)}</p>${open}\${v.dishes.map((d) => \`${row}\`).join('')}${close}<footer>\${e(v.footer)}</footer></body>\`;`;
  const render = new Function('e', 'v', source);
  return (values) => render(escape, values);
}
