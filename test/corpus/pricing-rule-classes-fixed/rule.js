class Rule {
  static #known = new Set();

  static register() {
    Rule.#known.add(this);
  }

  static describe() {
    const codes = {};
    for (const { code } of Rule.#known) codes[code] = (codes[code] ?? 0) + 1;
    return codes;
  }

  constructor(cart) {
    this.cart = cart;
  }

  applies() {
    return this.cart.cents > 0;
  }
}

module.exports = { Rule };
