const defaults = Object.freeze({
  newCheckout: false,
  giftCards: true,
  maxItems: 50,
  banner: '',
  shippingProvider: 'dhl',
});

let current = defaults;
let version = 1;

/** What is not overridden is taken from what was in force before. */
function override(changes) {
  const next = Object.create(current);
  for (const [name, value] of Object.entries(changes)) {
    if (!(name in defaults)) throw new RangeError(`unknown flag ${name}`);
    if (typeof value !== typeof defaults[name]) throw new TypeError(`${name} is a ${typeof defaults[name]}`);
    next[name] = value;
  }
  current = Object.freeze(next);
  version++;
}

const flag = (name) => current[name];
const all = () => Object.fromEntries(Object.keys(defaults).map((name) => [name, current[name]]));

module.exports = { override, flag, all, version: () => version };
