'use strict';

const usage = { GET: [], POST: [], other: [] };

exports.track = function track(method, url) {
  const list = usage[method] ?? usage.other;
  list.push({ url, at: process.hrtime.bigint() });
};
