const Bacon = require('baconjs');

const bids = new Bacon.Bus();

/** The price that the hall shows: at once, and once more when the premium is known. */
function withFees(bid) {
  return Bacon.once({ ...bid, total: bid.cents }).merge(
    Bacon.later(40, null).map(() => ({ ...bid, total: Math.round(bid.cents * 1.22), final: true })),
  );
}

const priced = bids.flatMap((bid) => withFees(bid));

exports.place = (bid) => {
  bids.push(bid);
};

/** Calls back with the next price of a lot, or with null after a while. */
exports.nextPrice = (lot, ms, callback) => {
  let open = true;
  const done = (bid) => {
    if (!open) return;
    open = false;
    clearTimeout(timer);
    unsubscribe();
    callback(bid);
  };
  const timer = setTimeout(done, ms, null);
  const unsubscribe = priced.filter((bid) => bid.lot === lot).take(1).onValue(done);
};
