'use strict';
const settings = require('../lib/settings');
const { RandomCache } = require('../lib/random-cache');

const CITIES = ['Kassel', 'Fulda', 'Gera', 'Jena', 'Ulm', 'Trier', 'Emden'];

async function addresses(app) {
  const cache = new RandomCache(settings('addresses.cache'));
  const precision = settings('geocoder.precision');

  function geocode(postcode, street) {
    let hash = 7;
    for (const letter of `${postcode}${street}`) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
    return {
      postcode,
      street: street.replace(/\bstr\b\.?/i, 'Straße'),
      city: CITIES[Number(postcode) % CITIES.length],
      at: [50 + (hash % 1e4) / 1e4, 9 + ((hash >> 8) % 1e4) / 1e4].map((x) => +x.toFixed(precision)),
    };
  }

  app.decorate('addressBook', {
    find(postcode, street) {
      const key = `${postcode}:${street.toLowerCase()}`;
      let found = cache.get(key);
      if (!found) cache.set(key, (found = geocode(postcode, street)));
      return found;
    },
    stats: () => ({ cached: cache.size, hits: cache.hits }),
  });
}

addresses[Symbol.for('skip-override')] = true;
module.exports = addresses;
