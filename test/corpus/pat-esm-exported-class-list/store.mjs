export default class Audit {
  static #entries = [];

  static record(actor, action) {
    Audit.#entries.push({ actor, action, at: Date.now() });
    return Audit.#entries.length;
  }
}
