'use strict';

module.exports = {
  fragments: {
    perSite: '128kb',
    ceiling: '32kb',
  },
  toBytes(text) {
    const [, amount, unit] = /^(\d+)(kb|mb)$/.exec(text);
    return Number(amount) * (unit === 'mb' ? 1024 * 1024 : 1024);
  },
};
