const rescaleMs = 5000;
const alpha = 0.15;

/** An exponentially decaying sample: the newer a value, the likelier it stays (Cormode et al.). */
export class DecayingReservoir {
  #size;
  #heap = [];
  #landmark = Date.now();
  count = 0;

  constructor(size) {
    this.#size = size;
  }

  update(value) {
    const now = Date.now();
    if (now - this.#landmark > rescaleMs) this.#rescale(now);
    this.count++;
    const weight = Math.exp((alpha * (now - this.#landmark)) / 1000);
    const sample = { value, weight, priority: weight / (1 - Math.random()) };
    if (this.#heap.length < this.#size) {
      this.#heap.push(sample);
      this.#up(this.#heap.length - 1);
    } else if (sample.priority > this.#heap[0].priority) {
      this.#heap[0] = sample;
      this.#down(0);
    }
  }

  percentiles(...wanted) {
    const samples = [...this.#heap].sort((a, b) => a.value - b.value);
    const total = samples.reduce((sum, { weight }) => sum + weight, 0);
    return wanted.map((percentile) => {
      let sum = 0;
      for (const { value, weight } of samples) {
        sum += weight;
        if (sum >= (percentile / 100) * total) return value;
      }
      return 0;
    });
  }

  #rescale(now) {
    const factor = Math.exp((-alpha * (now - this.#landmark)) / 1000);
    this.#landmark = now;
    for (const sample of this.#heap) {
      sample.weight *= factor;
      sample.priority *= factor;
    }
  }

  #up(index) {
    const heap = this.#heap;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (heap[parent].priority <= heap[index].priority) return;
      [heap[parent], heap[index]] = [heap[index], heap[parent]];
      index = parent;
    }
  }

  #down(index) {
    const heap = this.#heap;
    for (;;) {
      let least = index;
      for (const child of [index * 2 + 1, index * 2 + 2]) {
        if (child < heap.length && heap[child].priority < heap[least].priority) least = child;
      }
      if (least === index) return;
      [heap[least], heap[index]] = [heap[index], heap[least]];
      index = least;
    }
  }
}
