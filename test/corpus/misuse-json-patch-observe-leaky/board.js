const jsonpatch = require('fast-json-patch');

const board = { version: 0, columns: { todo: 4, doing: 2, done: 9 }, title: 'Sprint' };
const subscribers = new Set();

exports.subscribers = subscribers;
exports.board = board;

exports.edit = function edit(user, change) {
  const stamp = { user, at: new Date().toISOString() };
  const observer = jsonpatch.observe(board, (patches) => {
    for (const send of subscribers) send({ ...stamp, patches });
  });
  change(board);
  board.version++;
  const patches = jsonpatch.generate(observer);
  return { ...stamp, patches };
};
