'use strict';
const { metres } = require('./geo');

const KEEP = 60;

/** Where each courier has been of late: latitude, longitude, seconds since midnight, one after another. */
class Tracks {
  #points = new Map();
  #totals = new Map();

  add(courier, lat, lon) {
    let points = this.#points.get(courier);
    if (!points) {
      points = [];
      this.#points.set(courier, points);
    }
    if (points.length >= 3) {
      const driven = metres(points[points.length - 3], points[points.length - 2], lat, lon);
      this.#totals.set(courier, (this.#totals.get(courier) ?? 0) + driven);
    }
    points.push(lat, lon, (Date.now() % 864e5) / 1000);
    if (points.length > KEEP * 3) points.splice(0, 3);
    return points.length / 3;
  }

  last(courier, count) {
    const points = this.#points.get(courier) ?? [];
    const tail = [];
    for (let at = Math.max(0, points.length - count * 3); at < points.length; at += 3) {
      tail.push({ lat: points[at], lon: points[at + 1], at: points[at + 2] });
    }
    return tail;
  }

  total(courier) {
    return Math.round(this.#totals.get(courier) ?? 0);
  }

  *positions() {
    for (const [courier, points] of this.#points) yield { courier, lat: points.at(-3), lon: points.at(-2) };
  }
}

module.exports = { Tracks };
