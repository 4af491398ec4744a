'use strict';

class Fleet {
  #couriers = new Map();
  #cells = new Map();

  constructor(limit) {
    this.limit = limit;
  }

  report(id, { lat, lng, vehicle }) {
    const cell = `${Math.floor(lat * 50)}:${Math.floor(lng * 50)}`;
    const before = this.#couriers.get(id);
    if (before) this.remove(before);
    const courier = { id, lat, lng, cell, vehicle, at: Date.now() };
    this.#couriers.set(id, courier);
    let members = this.#cells.get(cell);
    if (members === undefined) this.#cells.set(cell, (members = new Set()));
    members.add(courier);
    this.#shrink();
    return cell;
  }

  remove(courier) {
    this.#couriers.delete(courier.id);
    const members = this.#cells.get(courier.cell);
    members.delete(courier);
    if (members.size === 0) this.#cells.delete(courier.cell);
  }

  /** Couriers that have not reported for longest go first; they come back with their next report. */
  #shrink() {
    while (this.#couriers.size > this.limit) {
      const [oldest] = this.#couriers.values();
      this.remove(oldest);
    }
  }

  near(lat, lng, most) {
    const row = Math.floor(lat * 50);
    const column = Math.floor(lng * 50);
    const found = [];
    for (let r = row - 1; r <= row + 1; r++) {
      for (let c = column - 1; c <= column + 1; c++) {
        for (const courier of this.#cells.get(`${r}:${c}`) ?? []) {
          if (found.push(courier) >= most) return found;
        }
      }
    }
    return found;
  }
}

module.exports = { Fleet };
