'use strict';

/** What was acknowledged, as ranges of offsets: neighbours become one range. */
function createAcks() {
  const ranges = [];

  /** The last range that begins at or before the offset; mostly the very last. */
  function find(offset) {
    let low = 0;
    let high = ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (ranges[middle].from <= offset) low = middle + 1;
      else high = middle - 1;
    }
    return high;
  }

  return {
    add(offset) {
      const at = find(offset);
      const before = ranges[at];
      const after = ranges[at + 1];
      if (before !== undefined && offset <= before.to) return false;
      const joinsBefore = before !== undefined && before.to + 1 === offset;
      const joinsAfter = after !== undefined && offset + 1 === after.from;
      if (joinsBefore && joinsAfter) {
        before.to = after.to;
        ranges.splice(at + 1, 1);
      } else if (joinsBefore) before.to = offset;
      else if (joinsAfter) after.from = offset;
      else ranges.splice(at + 1, 0, { from: offset, to: offset });
      return true;
    },
    has(offset) {
      const range = ranges[find(offset)];
      return range !== undefined && offset <= range.to;
    },
    /** Up to where everything is acknowledged. */
    get committed() {
      return ranges.length === 0 ? -1 : ranges[0].to;
    },
  };
}

module.exports = { createAcks };
