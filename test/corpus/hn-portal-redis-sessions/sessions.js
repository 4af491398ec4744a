'use strict';
const { randomBytes } = require('node:crypto');

function sessions(pool, { idleMs, header }) {
  const keyOf = (token) => `session:${token}`;
  const store = {
    async load(token) {
      const text = await pool.use((redis) => redis.get(keyOf(token)));
      return text && { ...JSON.parse(text), token };
    },
    save: ({ token, ...data }) => pool.use((redis) => redis.set(keyOf(token), JSON.stringify(data), 'PX', idleMs)),
    async start(data) {
      const token = randomBytes(12).toString('hex');
      await store.save({ ...data, token });
      return token;
    },
    async adopt(token, data) {
      return { ...data, token: token || randomBytes(12).toString('hex') };
    },
    end: ({ token }) => pool.use((redis) => redis.del(keyOf(token))),
  };

  return async (req, res, next) => {
    req.sessions = store;
    const token = req.get(header);
    req.session = token ? await store.load(token) : null;
    next();
  };
}

module.exports = { sessions };
