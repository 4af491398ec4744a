'use strict';

const fares = { single: 240, day: 580, week: 1720 };
const zones = { 1: 1, 2: 1.6, 3: 2.1 };
let serial = 48_000;

function priceOf(kind, zone, reduced) {
  const base = fares[kind];
  const factor = zones[zone];
  if (base === undefined || factor === undefined) return null;
  return Math.round(base * factor * (reduced ? 0.5 : 1) / 10) * 10;
}

function sell(kind, zone, reduced) {
  const cents = priceOf(kind, zone, reduced);
  if (cents === null) return null;
  serial++;
  const check = [...String(serial)].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 3 : 1), 0) % 10;
  return { serial: `${serial}-${check}`, kind, zone, cents, validFrom: new Date().toISOString() };
}

module.exports = { priceOf, sell, fares };
