/** Longest period of repeating steps that is folded: `next → next`, or `item → meta → next` three times over. */
const LONGEST_PERIOD = 8;
/** Below this depth every further step stays at its parent: a guard against graphs that never repeat. */
const DEEPEST = 400;
/** More labels than that share the last one. */
const LABEL_RANGE = 2 ** 22;

export const ROOT_PATH = 0;

/**
 * All merged retainer paths of a run as one trie, grown snapshot by snapshot. A path is a number; its parent is always
 * smaller, so one backwards loop is a bottom-up pass. Repeated periods are folded: when the last q labels equal the q
 * before them (q ≤ 8), the step leads back to the path q steps up, so a linked list is one path whatever its length.
 * Source of the idea: shark's offline heap growth (merged "shortest path nodes"), with periods instead of one ancestor.
 */
export class PathTree {
  readonly parents: number[] = [ROOT_PATH];
  readonly labels: number[] = [0];
  readonly #depths: number[] = [0];
  /** By parent, then by label; a parent without children has none. */
  readonly #children: (Map<number, number> | undefined)[] = [];
  readonly #labelTexts: string[] = ['(root)'];
  readonly #labelIds = new Map<string, number>([['(root)', 0]]);

  get size(): number {
    return this.parents.length;
  }

  /** The lasting number of a label. */
  label(text: string): number {
    let id = this.#labelIds.get(text);
    if (id === undefined) {
      id = Math.min(this.#labelTexts.length, LABEL_RANGE - 1);
      this.#labelIds.set(text, id);
      this.#labelTexts[id] = id === LABEL_RANGE - 1 ? '(other)|(other)' : text;
    }
    return id;
  }

  labelText(path: number): string {
    return this.#labelTexts[this.labels[path]!]!;
  }

  /** Whether the path is `above` or leads on from it. */
  isBelow(path: number, above: number): boolean {
    let at = path;
    while (at > above) at = this.parents[at]!;
    return at === above;
  }

  /** The path one step below `parent`; the same answer for ever. */
  child(parent: number, label: number): number {
    this.#children[parent] ??= new Map();
    const children = this.#children[parent];
    let path = children.get(label);
    if (path === undefined) {
      path = this.#fold(parent, label) ?? this.#add(parent, label);
      children.set(label, path);
    }
    return path;
  }

  /** Whether some step at or below the path leads back to it or above: then one path holds a list or a tree. */
  isFoldedAt(path: number, deepest = LONGEST_PERIOD): boolean {
    for (const child of this.#children[path]?.values() ?? []) {
      if (child <= path || (deepest > 1 && this.isFoldedAt(child, deepest - 1))) return true;
    }
    return false;
  }

  #add(parent: number, label: number): number {
    this.parents.push(parent);
    this.labels.push(label);
    this.#depths.push(this.#depths[parent]! + 1);
    return this.parents.length - 1;
  }

  #fold(parent: number, label: number): number | null {
    if (this.#depths[parent]! >= DEEPEST) return parent;
    const tail = [label];
    for (let path = parent; path !== ROOT_PATH && tail.length < 2 * LONGEST_PERIOD; path = this.parents[path]!) {
      tail.push(this.labels[path]!);
    }
    for (let period = 1; 2 * period <= tail.length; period++) {
      let repeats = true;
      for (let i = 0; i < period && repeats; i++) repeats = tail[i] === tail[i + period];
      if (!repeats) continue;
      let path = parent;
      for (let up = 1; up < period; up++) path = this.parents[path]!;
      return path;
    }
    return null;
  }
}
