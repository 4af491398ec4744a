export type Labels = Readonly<Record<string, string>>;

const BOUNDS = [1, 2, 5, 10, 25, 50, 100, 250, 1000];

interface Series {
  readonly labels: Labels;
  readonly buckets: number[];
  sum: number;
  count: number;
}

export class Histogram {
  private readonly series = new Map<string, Series>();

  constructor(
    readonly name: string,
    private readonly labelNames: readonly string[],
  ) {}

  observe(labels: Labels, value: number): void {
    const key = this.labelNames.map((name) => labels[name] ?? '').join('\u0001');
    let series = this.series.get(key);
    if (!series) {
      series = { labels, buckets: new Array<number>(BOUNDS.length + 1).fill(0), sum: 0, count: 0 };
      this.series.set(key, series);
    }
    const at = BOUNDS.findIndex((bound) => value <= bound);
    series.buckets[at < 0 ? BOUNDS.length : at]!++;
    series.sum += value;
    series.count++;
  }

  *lines(limit: number): Generator<string> {
    let left = limit;
    for (const { labels, sum, count } of this.series.values()) {
      if (left-- === 0) return;
      const text = this.labelNames.map((name) => `${name}="${labels[name]}"`).join(',');
      yield `${this.name}_sum{${text}} ${sum.toFixed(3)}`;
      yield `${this.name}_count{${text}} ${count}`;
    }
  }
}

export class Registry {
  private readonly histograms: Histogram[] = [];

  histogram(name: string, labelNames: readonly string[]): Histogram {
    const histogram = new Histogram(name, labelNames);
    this.histograms.push(histogram);
    return histogram;
  }

  expose(limit = 100): string {
    return this.histograms.flatMap((each) => [`# TYPE ${each.name} histogram`, ...each.lines(limit)]).join('\n');
  }
}
