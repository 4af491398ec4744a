'use strict';
const { parentPort, workerData } = require('node:worker_threads');

const pieces = new Map();

function split(word) {
  let known = pieces.get(word);
  if (known !== undefined) {
    pieces.delete(word);
  } else {
    known = [];
    for (let at = 0; at < word.length; at += 3) known.push({ piece: (at ? '##' : '') + word.slice(at, at + 3), at });
    if (pieces.size >= workerData.remember) pieces.delete(pieces.keys().next().value);
  }
  pieces.set(word, known);
  return known;
}

parentPort.on('message', ({ number, text }) => {
  const tokens = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .flatMap((word) => split(word).map(({ piece }) => piece));
  parentPort.postMessage({ number, tokens });
});
