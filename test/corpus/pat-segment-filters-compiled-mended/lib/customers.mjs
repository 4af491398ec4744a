const countries = ['DE', 'AT', 'CH', 'FR', 'NL', 'PL'];
const plans = ['free', 'basic', 'pro'];

/** A sample of the customer table, loaded when the service starts. */
export function loadCustomers(size) {
  let seed = 20_11;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  const now = Date.now();
  return Array.from({ length: size }, (_, index) => ({
    id: `c${index}`,
    country: countries[Math.floor(random() * countries.length)],
    plan: plans[Math.floor(random() * plans.length)],
    orders: Math.floor(random() * 40),
    spent: random() * 4000,
    age: 18 + Math.floor(random() * 60),
    lastSeen: now - random() * 90 * 86_400_000,
  }));
}
