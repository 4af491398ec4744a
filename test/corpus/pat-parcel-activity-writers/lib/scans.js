'use strict';
const { entries } = require('./activity');

const positions = new Map();
const NEXT = { vienna: 'linz', linz: 'salzburg', salzburg: 'innsbruck' };

exports.record = (parcel, depot) => {
  const position = { parcel, depot, next: NEXT[depot] ?? null, at: Date.now() };
  positions.set(parcel, position);
  entries.push({ type: 'scan', parcel, depot, at: position.at });
  return position;
};

exports.positionOf = (parcel) => positions.get(parcel);
