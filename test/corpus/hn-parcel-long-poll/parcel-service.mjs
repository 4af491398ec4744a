export class UnknownParcel extends Error {
  constructor(id) {
    super(`there is no parcel ${id}`);
  }
}

export class ParcelService {
  #parcels = new Map();
  #feed;
  #historyLength;
  timings = [];

  constructor(feed, { count, historyLength }) {
    this.#feed = feed;
    this.#historyLength = historyLength;
    for (let number = 1; number <= count; number++) {
      this.#parcels.set(`P${number}`, { id: `P${number}`, revision: 0, status: 'announced', history: [] });
    }
  }

  get size() {
    return this.#parcels.size;
  }

  get(id) {
    const parcel = this.#parcels.get(id);
    if (!parcel) throw new UnknownParcel(id);
    return parcel;
  }

  scan(id, { depot, status, note }) {
    const parcel = this.get(id);
    const entry = { depot, status, note: note ?? null, at: new Date().toISOString(), revision: ++parcel.revision };
    parcel.status = status;
    parcel.history.push(entry);
    if (parcel.history.length > this.#historyLength) parcel.history.shift();
    this.#feed.publish(id, entry);
    return entry;
  }
}
