const Backbone = require('backbone');

const Lot = Backbone.Model.extend({ defaults: { bids: 0, high: 0 } });
const Lots = Backbone.Collection.extend({ model: Lot });

exports.lots = new Lots([
  { id: 'clock', title: 'Mantel clock' },
  { id: 'vase', title: 'Blue vase' },
  { id: 'globe', title: 'Globe, 1910' },
]);

/** What one bidder sees of a lot while a bid is placed. */
exports.BidView = class BidView {
  constructor(lot, bidder) {
    Object.assign(this, Backbone.Events);
    this.lot = lot;
    this.bidder = bidder;
    this.notes = [];
    this.listenTo(lot, 'change:high', this.overtaken);
  }

  overtaken(lot, high) {
    if (lot.get('leader') !== this.bidder) this.notes = [`now at ${high}`];
  }

  place(amount) {
    const accepted = amount > this.lot.get('high');
    if (accepted) this.lot.set({ high: amount, leader: this.bidder, bids: this.lot.get('bids') + 1 });
    return { lot: this.lot.id, accepted, high: this.lot.get('high'), notes: this.notes };
  }

  close() {
    this.stopListening();
  }
};
