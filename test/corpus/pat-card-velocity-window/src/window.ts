export interface Event {
  readonly card: string;
  readonly cents: number;
  readonly country: string;
  readonly at: number;
}

/** The events of the last seconds, in the order in which they came. */
export class SlidingWindow {
  private events: Event[] = [];
  private head = 0;

  constructor(private readonly seconds: number) {}

  add(event: Event): void {
    this.prune(event.at);
    this.events.push(event);
  }

  countOf(card: string, now: number): number {
    this.prune(now);
    let count = 0;
    for (let at = this.events.length - 1; at >= Math.max(this.head, this.events.length - 400); at--) {
      if (this.events[at]!.card === card) count++;
    }
    return count;
  }

  get size(): number {
    return this.events.length - this.head;
  }

  private prune(now: number): void {
    const oldest = now / 1000 - this.seconds;
    while (this.head < this.events.length && this.events[this.head]!.at < oldest) this.head++;
    if (this.head > 500 && this.head * 2 > this.events.length) {
      this.events = this.events.slice(this.head);
      this.head = 0;
    }
  }
}
