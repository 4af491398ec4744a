'use strict';
const activity = require('./activity');
const { positionOf } = require('./scans');

exports.inquire = (parcel, agent) => {
  const position = positionOf(parcel) ?? { parcel, depot: 'not yet scanned', next: null, at: 0 };
  activity.entries.push({ type: 'inquiry', by: agent, parcel, found: position.at > 0, at: Date.now() });
  return { ...position, age: position.at && Date.now() - position.at };
};
