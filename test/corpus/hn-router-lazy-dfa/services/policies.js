'use strict';
const { LazyDfa } = require('../lib/lazy-dfa');

const rules = [
  { path: '/api/orders/*', roles: ['clerk', 'admin'] },
  { path: '/api/orders/*/items/*', roles: ['clerk', 'admin'] },
  { path: '/api/customers/*/orders', roles: ['clerk'] },
  { path: '/api/customers/me/**', roles: ['customer'] },
  { path: '/api/**', roles: ['admin'] },
  { path: '/files/*/thumb', roles: ['anyone'] },
  { path: '/files/**', roles: ['clerk', 'customer'] },
];
const dfa = new LazyDfa(rules.map(({ path }) => path), { maxEdges: 4000 });

exports.rolesFor = (path) => [...new Set(dfa.match(path).flatMap((rule) => rules[rule].roles))].sort();
exports.stats = () => dfa.stats;
