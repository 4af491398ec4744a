const raw = require('./config.json');

const { budgetMb, assumedBytes, spare } = raw.sessions;

module.exports = Object.freeze({
  cookie: raw.sessions.cookie,
  basket: raw.basket,
  capacity: {
    sessions: Math.floor((budgetMb * 1024 * 1024) / assumedBytes),
    get trimTo() {
      return Math.floor(this.sessions * (1 - spare));
    },
  },
});
