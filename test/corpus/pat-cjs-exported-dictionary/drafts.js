exports.drafts = {};

let last = 0;
exports.keep = (text) => {
  exports.drafts[`draft-${++last}`] = { text, at: Date.now() };
  return last;
};
