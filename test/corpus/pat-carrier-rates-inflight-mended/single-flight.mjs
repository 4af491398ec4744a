/** Runs a piece of work once for all that ask for it at the same time. */
export class SingleFlight {
  #flights = new Map();
  joined = 0;

  run(key, work) {
    const flight = this.#flights.get(key);
    if (flight) {
      this.joined++;
      return flight;
    }
    const started = work().finally(() => {
      this.#flights.delete(key);
    });
    this.#flights.set(key, started);
    return started;
  }

  get size() {
    return this.#flights.size;
  }
}
