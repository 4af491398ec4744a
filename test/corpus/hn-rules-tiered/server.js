'use strict';

const http = require('node:http');
const { Rule } = require('./lib/engine');

// Discounts of 260 partners, each with rules of its own.
const templates = [
  (n) => `total > ${40 + n} && country == ${n % 9} ? total * 0.${1 + (n % 4)} : 0`,
  (n) => `items >= ${2 + (n % 7)} ? (total - ${n}) / items * ${1 + (n % 3)} : loyalty * ${n % 5}`,
  (n) => `loyalty > ${n % 12} || first == 1 ? (total + ${n % 17}) * 0.05 : total * 0.01 - ${n % 3}`,
];
const partners = Array.from({ length: 260 }, (_, number) => ({
  id: number + 1,
  rules: templates.map((template, index) => new Rule(`partner ${number + 1}, rule ${index + 1}`, template(number))),
}));

function discounts(partner, facts) {
  const lines = partner.rules.map((rule) => ({ rule: rule.name, discount: Math.max(0, Number(rule.evaluate(facts)) || 0) }));
  return { lines, best: lines.reduce((best, line) => (line.discount > best.discount ? line : best)) };
}

function tiers() {
  const counts = { new: 0, interpreted: 0, compiled: 0 };
  for (const { rules } of partners) for (const rule of rules) counts[rule.tier]++;
  return counts;
}

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://rules');
    const send = (status, value) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(value));
    };
    if (url.pathname === '/') return send(200, { partners: partners.length });
    if (url.pathname === '/tiers') return send(200, tiers());
    const id = /^\/partners\/(\d+)\/discounts$/.exec(url.pathname)?.[1];
    const partner = partners[Number(id) - 1];
    if (partner === undefined) return send(404, { error: 'no such partner' });
    const facts = {};
    for (const [name, value] of url.searchParams) {
      if (/^(total|items|country|loyalty|first)$/.test(name)) facts[name] = Number(value);
    }
    try {
      send(200, discounts(partner, facts));
    } catch (error) {
      send(500, { error: error.message });
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
