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
    const started = work().then((result) => {
      this.#flights.delete(key);
      return result;
    });
    this.#flights.set(key, started);
    return started;
  }

  get size() {
    return this.#flights.size;
  }
}
