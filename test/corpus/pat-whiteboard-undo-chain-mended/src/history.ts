export interface Shape {
  readonly id: string;
  readonly kind: 'box' | 'line' | 'note';
  readonly x: number;
  readonly y: number;
  readonly text?: string;
}

interface Step {
  readonly shape: Shape;
  readonly before: Shape | undefined;
  readonly author: string;
  previous: Step | null;
}

const DEPTH = 40;

/** The last steps on a board, newest first; older ones cannot be undone. */
export class History {
  private newest: Step | null = null;
  private depth = 0;

  push(shape: Shape, before: Shape | undefined, author: string): void {
    this.newest = { shape, before, author, previous: this.newest };
    this.depth++;
    if (this.depth > DEPTH) this.prune();
  }

  pop(): { shape: Shape; before: Shape | undefined } | null {
    const step = this.newest;
    if (!step) return null;
    this.newest = step.previous;
    this.depth = Math.max(0, this.depth - 1);
    return step;
  }

  authors(): string[] {
    const names = new Set<string>();
    let step = this.newest;
    for (let n = 0; step && n < DEPTH; n++, step = step.previous) names.add(step.author);
    return [...names];
  }

  private prune(): void {
    let step = this.newest!;
    for (let n = 1; n < DEPTH && step.previous; n++) step = step.previous;
    step.previous = null;
    this.depth = DEPTH;
  }
}
