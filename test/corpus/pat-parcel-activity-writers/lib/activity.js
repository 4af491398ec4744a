'use strict';

const entries = [];

exports.entries = entries;
exports.latest = (count) => entries.slice(-count).reverse();
