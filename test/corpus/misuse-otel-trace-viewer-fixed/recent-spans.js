const { ExportResultCode } = require('@opentelemetry/core');

class RecentSpans {
  #spans = [];
  #next = 0;
  #capacity;

  constructor(capacity) {
    this.#capacity = capacity;
  }

  export(spans, done) {
    for (const span of spans) {
      this.#spans[this.#next] = span;
      this.#next = (this.#next + 1) % this.#capacity;
    }
    done({ code: ExportResultCode.SUCCESS });
  }

  latest(count) {
    const ordered = [...this.#spans.slice(this.#next), ...this.#spans.slice(0, this.#next)];
    return ordered.slice(-count);
  }

  async forceFlush() {}

  async shutdown() {
    this.#spans = [];
    this.#next = 0;
  }
}

module.exports = { RecentSpans };
