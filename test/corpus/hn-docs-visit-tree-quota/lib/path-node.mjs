export class PathNode {
  children = new Map();
  hits = 0;
  lastVisit = 0;

  constructor(name) {
    this.name = name;
  }

  seen(at) {
    this.hits++;
    this.lastVisit = at;
  }

  get size() {
    let size = 1;
    for (const child of this.children.values()) size += child.size;
    return size;
  }

  /** Takes off what has not been visited since; answers how many nodes went. */
  prune(before) {
    let gone = 0;
    for (const [name, child] of this.children) {
      if (child.lastVisit < before) {
        gone += child.size;
        this.children.delete(name);
      } else {
        gone += child.prune(before);
      }
    }
    return gone;
  }
}
