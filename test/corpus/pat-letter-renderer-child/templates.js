'use strict';

const sources = {
  welcome: '<h1>Welcome, {{name}}</h1><p>Your customer number is {{number}}.</p>',
  reminder: '<h1>Reminder</h1><p>Dear {{name}}, invoice {{number}} is open since {{since}}.</p>',
  goodbye: '<h1>Goodbye, {{name}}</h1>',
};
const compiled = new Map();

function compile(name) {
  const known = compiled.get(name);
  if (known) return known;
  if (!sources[name]) throw new Error(`no template ${name}`);
  const parts = sources[name].split(/\{\{(\w+)\}\}/);
  const page = (values) => parts.map((part, n) => (n % 2 ? String(values[part] ?? '') : part)).join('');
  compiled.set(name, page);
  return page;
}

module.exports = { compile };
