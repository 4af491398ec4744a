export class FeatureFlags {
  #load;
  #current = new Map();

  constructor(load, everyMs) {
    this.#load = load;
    setInterval(() => this.refresh().catch(() => {}), everyMs).unref();
  }

  async refresh() {
    this.#current = new Map(Object.entries(await this.#load()));
  }

  isOn(name) {
    return this.#current.get(name)?.enabled ?? false;
  }

  all() {
    return Object.fromEntries(this.#current);
  }
}
