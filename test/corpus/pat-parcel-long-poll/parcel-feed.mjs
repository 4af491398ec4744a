// Tells those who watch a parcel about its next scan.
export class ParcelFeed {
  #watchers = new Map();

  get watchers() {
    let sum = 0;
    for (const watchers of this.#watchers.values()) sum += watchers.size;
    return sum;
  }

  subscribe(parcel, watcher) {
    let watchers = this.#watchers.get(parcel);
    if (!watchers) this.#watchers.set(parcel, (watchers = new Set()));
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(parcel) === watchers) this.#watchers.delete(parcel);
    };
  }

  publish(parcel, change) {
    for (const watcher of this.#watchers.get(parcel) ?? []) watcher(change);
  }

  // The next change, or null when there is none for so long.
  next(parcel, device, waitMs) {
    return new Promise((resolve) => {
      const since = Date.now();
      const unsubscribe = this.subscribe(parcel, (change) => {
        clearTimeout(timer);
        unsubscribe();
        resolve({ ...change, device: device.id, waitedMs: Date.now() - since });
      });
      const timer = setTimeout(() => resolve(null), waitMs);
    });
  }
}
