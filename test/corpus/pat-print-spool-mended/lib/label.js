'use strict';

const zones = { DE: 'A', AT: 'A', CH: 'B', FR: 'B', US: 'D' };

/** ZPL for a parcel label of 4 x 6 inches. */
module.exports = function labelOf({ parcel, name, street, city, country }) {
  const zone = zones[country] ?? 'C';
  const zpl = [
    '^XA',
    `^FO40,40^A0N,60^FD${name}^FS`,
    `^FO40,120^A0N,40^FD${street}^FS`,
    `^FO40,180^A0N,40^FD${city}, ${country}^FS`,
    `^FO600,40^A0N,120^FD${zone}^FS`,
    `^FO40,300^BCN,160^FD${parcel}^FS`,
    '^XZ',
  ].join('\n');
  return { parcel, zone, zpl };
};
