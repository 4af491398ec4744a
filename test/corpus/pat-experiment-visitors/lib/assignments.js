'use strict';
const { createHash } = require('node:crypto');
const { LRUCache } = require('lru-cache');

const VARIANTS = ['control', 'short-form', 'one-page'];
const experiments = new LRUCache({ max: 100 });

function variantFor(experiment, visitor) {
  return VARIANTS[createHash('md5').update(`${experiment}:${visitor}`).digest()[0] % VARIANTS.length];
}

function visitorsOf(experiment) {
  let visitors = experiments.get(experiment);
  if (!visitors) {
    visitors = new Map();
    experiments.set(experiment, visitors);
  }
  return visitors;
}

// Whoever has seen a variant goes on seeing it, whatever becomes of the weights.
exports.assign = (experiment, visitor) => {
  const visitors = visitorsOf(experiment);
  const known = visitors.get(visitor);
  if (known) return known.variant;
  const variant = variantFor(experiment, visitor);
  visitors.set(visitor, { variant, since: Date.now() });
  return variant;
};

exports.report = (experiment) => ({ experiment, visitors: visitorsOf(experiment).size });
