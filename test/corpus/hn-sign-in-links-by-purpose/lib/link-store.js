const { randomBytes } = require('node:crypto');

class LinkStore {
  #drawers = [];
  #byPurpose = {};
  #turn = 0;

  constructor(lifetimes) {
    for (const [purpose, ttlMs] of Object.entries(lifetimes)) {
      const drawer = { purpose, ttlMs, open: new Map() };
      this.#drawers.push(drawer);
      this.#byPurpose[purpose] = drawer;
    }
  }

  issue(purpose, email) {
    this.#tidyNext();
    const drawer = this.#byPurpose[purpose];
    if (!drawer) return null;
    const link = {
      token: randomBytes(24).toString('base64url'),
      email,
      subject: `Your ${purpose} link`,
      expiresAt: Date.now() + drawer.ttlMs,
    };
    drawer.open.set(link.token, link);
    return link;
  }

  redeem(purpose, token) {
    const drawer = this.#byPurpose[purpose];
    const link = drawer?.open.get(token);
    if (!link) return null;
    drawer.open.delete(token);
    return link.expiresAt > Date.now() ? link : null;
  }

  // A drawer a call: its links expire in the order in which they were issued.
  #tidyNext() {
    const { open } = this.#drawers[this.#turn++ % this.#drawers.length];
    const now = Date.now();
    for (const [token, link] of open) {
      if (link.expiresAt > now) return;
      open.delete(token);
    }
  }
}

module.exports = { LinkStore };
