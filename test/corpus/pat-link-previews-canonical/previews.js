'use strict';
const { canonical } = require('./canonical');
const { crawl } = require('./crawl');

const KEEP = 2500;
const previews = new Map();
const arrivals = [];
let head = 0;

async function previewOf(link) {
  const page = canonical(link);
  const known = previews.get(page);
  if (known !== undefined) {
    known.hits++;
    return known;
  }
  const { title, description, image } = await crawl(page);
  const preview = { link: page, title, description, image, fetchedAt: Date.now(), hits: 1 };
  if (!previews.has(page)) remember(link);
  previews.set(page, preview);
  return preview;
}

function remember(link) {
  arrivals.push(link);
  while (arrivals.length - head > KEEP) {
    previews.delete(arrivals[head]);
    arrivals[head++] = undefined;
  }
  if (head > 1000) {
    arrivals.splice(0, head);
    head = 0;
  }
}

module.exports = { previewOf };
