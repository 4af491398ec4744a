const CARDINALITY = 1200;

class Histogram {
  constructor(name, labels, bounds = [1, 2, 5, 10, 25, 50, 100, 250]) {
    Object.assign(this, { name, labels, bounds, series: new Map(), overflow: null });
  }

  observe(labels, value) {
    const series = this.#seriesOf(labels);
    series.count++;
    series.sum += value;
    let n = 0;
    while (n < this.bounds.length && value > this.bounds[n]) n++;
    series.buckets[n]++;
  }

  #seriesOf(labels) {
    const key = this.labels.map((label) => String(labels[label])).join('\u0001');
    const known = this.series.get(key);
    if (known) return known;
    if (this.series.size >= CARDINALITY - 1) return (this.overflow ??= this.#make({ otel_metric_overflow: true }));
    const made = this.#make({ ...labels });
    this.series.set(key, made);
    return made;
  }

  #make(labels) {
    return { labels, count: 0, sum: 0, buckets: new Array(this.bounds.length + 1).fill(0), since: Date.now() };
  }

  *[Symbol.iterator]() {
    yield* this.series.values();
    if (this.overflow) yield this.overflow;
  }
}

class Registry {
  #all = [];
  add(metric) {
    this.#all.push(metric);
    return metric;
  }
  text(most) {
    const lines = [];
    for (const metric of this.#all) {
      for (const { labels, count, sum } of metric) {
        if (lines.length >= most) break;
        const names = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
        lines.push(`${metric.name}_count{${names}} ${count}`, `${metric.name}_sum{${names}} ${sum}`);
      }
    }
    return lines.join('\n') + '\n';
  }
}

module.exports = { Histogram, Registry };
