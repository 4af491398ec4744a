import { createHash } from 'node:crypto';
import { Recent } from './recent.mjs';

const FLAGS = ['new-checkout', 'dark-mode', 'fast-search', 'gift-cards', 'chat', 'loyalty'];
const tenants = new Recent(60, () => new Recent(150));

function evaluate(tenant, user) {
  const digest = createHash('sha256').update(`${tenant}/${user}`).digest();
  const variants = Object.fromEntries(FLAGS.map((flag, index) => [flag, digest[index] % 3 === 0 ? 'on' : 'off']));
  return { variants, rollout: digest.readUInt16BE(8) / 65_536, evaluatedAt: new Date() };
}

export function decide(tenant, user) {
  return tenants.fetch(tenant).fetch(user, () => evaluate(tenant, user));
}

export function cached() {
  let decisions = 0;
  for (const users of tenants.values()) decisions += users.size;
  return { tenants: tenants.size, decisions };
}
