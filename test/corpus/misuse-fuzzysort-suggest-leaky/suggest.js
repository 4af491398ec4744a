const fuzzysort = require('fuzzysort');

const words = ['bag', 'basket', 'bath', 'chair', 'chalk', 'cup', 'curtain', 'lamp', 'lantern', 'rug'];
const colours = ['red', 'green', 'blue', 'black', 'white'];
const products = words.flatMap((word, n) =>
  colours.map((colour, m) => ({ id: n * 10 + m, prepared: fuzzysort.prepare(`${colour} ${word}`) })),
);

exports.suggest = (text) =>
  fuzzysort.go(text, products, { key: 'prepared', limit: 8 }).map(({ obj, score }) => ({
    id: obj.id,
    name: obj.prepared.target,
    score: +score.toFixed(2),
  }));
