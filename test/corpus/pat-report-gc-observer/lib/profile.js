'use strict';

const { PerformanceObserver, performance } = require('node:perf_hooks');

/** Runs a report and says how long it took and how much of that the collector needed. */
async function profiled(name, work) {
  const profile = { name, startedAt: Date.now(), ms: 0, gcMs: 0, collections: 0, rows: 0 };
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      profile.gcMs += entry.duration;
      profile.collections++;
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  const started = performance.now();
  const rows = await work(profile);
  profile.ms = performance.now() - started;
  profile.rows = rows.length;
  observer.disconnect();
  return { rows, profile };
}

module.exports = { profiled };
