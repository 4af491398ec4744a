'use strict';

const { Ranges } = require('./ranges');

const window = 1600;
const tail = 40;

/** Positions of the trackers; packets come out of order, twice or not at all. */
class Trackers {
  constructor() {
    this.trackers = new Map();
    this.totals = { received: 0, duplicate: 0, lost: 0 };
  }

  receive(name, sequence, position) {
    const tracker = this.#tracker(name);
    if (!tracker.received.add(sequence)) {
      this.totals.duplicate++;
      return false;
    }
    this.totals.received++;
    tracker.newest = Math.max(tracker.newest, sequence);
    this.totals.lost += tracker.received.forgetBefore(tracker.newest - window);
    tracker.track.push({ sequence, ...position });
    if (tracker.track.length > tail) tracker.track.shift();
    return true;
  }

  resend(name) {
    return this.#tracker(name).received.missing(20);
  }

  track(name) {
    return this.#tracker(name).track;
  }

  #tracker(name) {
    let tracker = this.trackers.get(name);
    if (tracker === undefined) {
      tracker = { newest: -1, received: new Ranges(), track: [] };
      this.trackers.set(name, tracker);
    }
    return tracker;
  }
}

module.exports = { Trackers };
