'use strict';

class Throttle {
  constructor(pool, { perWindow, windowMs }) {
    Object.assign(this, { pool, perWindow, windowMs });
  }

  async allows(key) {
    return this.pool.use(async (redis) => {
      const used = await redis.incr(`throttle:${key}`);
      if (used === 1) await redis.pexpire(`throttle:${key}`, this.windowMs);
      return used <= this.perWindow;
    });
  }
}

module.exports = { Throttle };
