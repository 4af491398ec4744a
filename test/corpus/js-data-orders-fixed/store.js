const { Container } = require('js-data');
const { LedgerAdapter } = require('./ledger');

const ledger = new LedgerAdapter();
const store = new Container();

store.registerAdapter('ledger', ledger, { default: true });
store.defineMapper('order', {
  methods: {
    total() {
      return this.lines.reduce((sum, line) => sum + line.quantity * line.cents, 0);
    },
  },
});

module.exports = { store, ledger };
