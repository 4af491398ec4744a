'use strict';

const MAX_SESSIONS = 5000;
const HEADROOM = 400;

function takeFirst(iterable, count) {
  const taken = [];
  for (const item of iterable) {
    if (taken.length === count) break;
    taken.push(item);
  }
  return taken;
}

function retire(store, count) {
  for (const session of takeFirst(store.leastRecent(), count)) store.close(session);
}

exports.enforce = (store) => {
  const excess = store.count() - MAX_SESSIONS;
  if (excess > 0) retire(store, excess + HEADROOM);
};
