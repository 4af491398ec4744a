'use strict';

const names = ['standard', 'weekend', 'bulk', 'clearance', 'loyalty', 'campaign'];

function buildPriceRules(tenantId) {
  const seed = [...tenantId].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return names.map((name, n) => ({ name: `${tenantId}/${name}`, factor: 0.8 + ((seed + n * 13) % 40) / 100, validFrom: new Date(2026, n, 1), countries: ['DE', 'AT', 'CH'].slice(0, 1 + (n % 3)) }));
}

module.exports = { buildPriceRules };
