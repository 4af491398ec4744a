'use strict';

class MetricSet {
  #series = new Map();

  constructor(name, labels) {
    this.name = name;
    this.labels = labels;
  }

  get size() {
    return this.#series.size;
  }

  increment(values, by = 1) {
    const key = this.labels.map((label) => values[label]).join('|');
    let series = this.#series.get(key);
    if (!series) {
      series = { labels: { ...values }, text: this.labels.map((label) => `${label}="${values[label]}"`).join(','), count: 0 };
      this.#series.set(key, series);
    }
    series.count += by;
  }

  sumBy(label, filter) {
    const sums = {};
    for (const { labels, count } of this.#series.values()) {
      if (Object.entries(filter).every(([key, value]) => labels[key] === value)) sums[labels[label]] = (sums[labels[label]] ?? 0) + count;
    }
    return sums;
  }

  render() {
    const lines = [`# TYPE ${this.name} counter`];
    for (const { text, count } of this.#series.values()) lines.push(`${this.name}{${text}} ${count}`);
    return lines.join('\n');
  }
}

module.exports = { MetricSet };
