'use strict';

const REGIONS = ['east', 'west', 'south', 'alps'];

/** Works out the tariff of a postcode for a kind of meter: 24 prices an hour, and a standing charge. */
function loadTariff(key) {
  const [postcode, meter] = key.split('/');
  const seed = Number(postcode) * 31 + meter.length;
  const hours = [];
  for (let hour = 0; hour < 24; hour++) {
    const peak = hour >= 7 && hour < 21 ? 1.35 : 0.8;
    hours.push(Math.round((18 + ((seed * (hour + 5)) % 70) / 10) * peak * 100) / 100);
  }
  return { postcode, meter, region: REGIONS[seed % REGIONS.length], standingCents: 900 + (seed % 300), hours };
}

function costOf(tariff, kwh, profile) {
  const share = profile === 'night' ? (hour) => (hour < 6 || hour > 21 ? 0.09 : 0.0175) : () => 1 / 24;
  const energy = tariff.hours.reduce((sum, cents, hour) => sum + cents * kwh * share(hour), 0);
  return Math.round(energy + tariff.standingCents);
}

module.exports = { loadTariff, costOf };
