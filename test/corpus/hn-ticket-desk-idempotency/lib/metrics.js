'use strict';
const BUCKETS = [1, 5, 10, 50, 100, 500];

class Metrics {
  constructor() {
    this.series = new Map();
  }

  observe(method, route, status, ms) {
    const labels = `method="${method}",route="${route}",status="${status}"`;
    let series = this.series.get(labels);
    if (!series) this.series.set(labels, (series = { count: 0, sum: 0, buckets: new Uint32Array(BUCKETS.length) }));
    series.count++;
    series.sum += ms;
    for (let i = 0; i < BUCKETS.length; i++) if (ms <= BUCKETS[i]) series.buckets[i]++;
  }

  render() {
    const lines = [];
    for (const [labels, { count, sum, buckets }] of this.series) {
      BUCKETS.forEach((le, i) => lines.push(`http_ms_bucket{${labels},le="${le}"} ${buckets[i]}`));
      lines.push(`http_ms_count{${labels}} ${count}`, `http_ms_sum{${labels}} ${sum.toFixed(3)}`);
    }
    return lines.join('\n');
  }
}

module.exports = { Metrics };
