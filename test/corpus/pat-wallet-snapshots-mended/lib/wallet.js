'use strict';

const snapshotEvery = 100;

class Refused extends Error {}

const apply = {
  opened: (state, { owner }) => ({ ...state, owner }),
  deposited: (state, { amount }) => ({ ...state, balance: state.balance + amount }),
  withdrawn: (state, { amount }) => ({ ...state, balance: state.balance - amount }),
  feeCharged: (state, { amount }) => ({ ...state, balance: state.balance - amount, fees: state.fees + amount }),
  renamed: (state, { owner }) => ({ ...state, owner }),
};

/** A wallet is the fold of its events; those before the last snapshot are in the archive. */
class Wallet {
  constructor(id, archive) {
    this.id = id;
    this.archive = archive;
    this.version = 0;
    this.snapshot = { version: 0, state: { owner: null, balance: 0, fees: 0 } };
    this.events = [];
  }

  static open(id, owner, archive) {
    const wallet = new Wallet(id, archive);
    wallet.record({ type: 'opened', owner });
    return wallet;
  }

  get state() {
    return this.events.reduce((state, event) => apply[event.type](state, event), this.snapshot.state);
  }

  deposit(amount, reference) {
    this.record({ type: 'deposited', amount, reference }, { type: 'feeCharged', amount: Math.ceil(amount / 100) });
  }

  withdraw(amount, reference) {
    if (this.current.balance < amount + 1) throw new Refused('not covered');
    this.record({ type: 'withdrawn', amount, reference }, { type: 'feeCharged', amount: 1 });
  }

  record(...events) {
    const at = Date.now();
    for (const event of events) {
      this.events.push({ ...event, at });
      this.current = apply[event.type](this.current ?? this.snapshot.state, event);
    }
    this.version += events.length;
    if (this.version - this.snapshot.version >= snapshotEvery) this.takeSnapshot();
  }

  takeSnapshot() {
    this.archive.append(this.id, this.events);
    this.snapshot = { version: this.version, state: this.state };
    this.events = [];
  }
}

module.exports = { Wallet, Refused };
