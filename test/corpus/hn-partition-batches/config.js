'use strict';

module.exports = {
  partitions: 36,
  batch: { records: 160, bytes: 96 * 1024, lingerMs: 5000 },
  ring: 4 * 1024 * 1024,
};
