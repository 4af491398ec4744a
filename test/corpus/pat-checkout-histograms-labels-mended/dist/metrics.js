"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Registry = exports.Histogram = void 0;
const BOUNDS = [1, 2, 5, 10, 25, 50, 100, 250, 1000];
class Histogram {
    name;
    labelNames;
    series = new Map();
    constructor(name, labelNames) {
        this.name = name;
        this.labelNames = labelNames;
    }
    observe(labels, value) {
        const key = this.labelNames.map((name) => labels[name] ?? '').join('\u0001');
        let series = this.series.get(key);
        if (!series) {
            series = { labels, buckets: new Array(BOUNDS.length + 1).fill(0), sum: 0, count: 0 };
            this.series.set(key, series);
        }
        const at = BOUNDS.findIndex((bound) => value <= bound);
        series.buckets[at < 0 ? BOUNDS.length : at]++;
        series.sum += value;
        series.count++;
    }
    *lines(limit) {
        let left = limit;
        for (const { labels, sum, count } of this.series.values()) {
            if (left-- === 0)
                return;
            const text = this.labelNames.map((name) => `${name}="${labels[name]}"`).join(',');
            yield `${this.name}_sum{${text}} ${sum.toFixed(3)}`;
            yield `${this.name}_count{${text}} ${count}`;
        }
    }
}
exports.Histogram = Histogram;
class Registry {
    histograms = [];
    histogram(name, labelNames) {
        const histogram = new Histogram(name, labelNames);
        this.histograms.push(histogram);
        return histogram;
    }
    expose(limit = 100) {
        return this.histograms.flatMap((each) => [`# TYPE ${each.name} histogram`, ...each.lines(limit)]).join('\n');
    }
}
exports.Registry = Registry;
//# sourceMappingURL=metrics.js.map