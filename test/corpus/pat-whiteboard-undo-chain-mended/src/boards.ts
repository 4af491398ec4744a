import { History, type Shape } from './history.js';

const PER_BOARD = 120;

export class Board {
  private readonly shapes = new Map<string, Shape>();
  private readonly history = new History();
  private changes = 0;
  savedAt = 0;

  draw(shape: Shape, author: string): number {
    this.history.push(shape, this.shapes.get(shape.id), author);
    this.shapes.delete(shape.id);
    this.shapes.set(shape.id, shape);
    if (this.shapes.size > PER_BOARD) this.shapes.delete(this.shapes.keys().next().value!);
    if (++this.changes % 25 === 0) this.save();
    return this.shapes.size;
  }

  undo(): Shape | null {
    const step = this.history.pop();
    if (!step) return null;
    if (step.before) this.shapes.set(step.before.id, step.before);
    else this.shapes.delete(step.shape.id);
    return step.shape;
  }

  view(): { shapes: Shape[]; authors: string[]; savedAt: number } {
    return { shapes: [...this.shapes.values()].slice(-15), authors: this.history.authors(), savedAt: this.savedAt };
  }

  private save(): void {
    this.savedAt = Date.now();
  }
}

export class Boards {
  private readonly byName = new Map<string, Board>();

  constructor(names: readonly string[]) {
    for (const name of names) this.byName.set(name, new Board());
  }

  get(name: string): Board | undefined {
    return this.byName.get(name);
  }
}
