'use strict';
const RADIUS_M = 6_371_000;
const rad = (degrees) => (degrees * Math.PI) / 180;

function metres(lat1, lon1, lat2, lon2) {
  const a = Math.sin(rad(lat2 - lat1) / 2) ** 2;
  const b = Math.cos(rad(lat1)) * Math.cos(rad(lat2)) * Math.sin(rad(lon2 - lon1) / 2) ** 2;
  return 2 * RADIUS_M * Math.asin(Math.sqrt(a + b));
}

function within(box, lat, lon) {
  return lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east;
}

module.exports = { metres, within };
