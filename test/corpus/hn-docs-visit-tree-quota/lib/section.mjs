import { PathNode } from './path-node.mjs';

export class Section {
  constructor(portal, locale) {
    this.portal = portal;
    this.root = new PathNode(locale);
  }

  visit(segments) {
    const at = this.portal.tick();
    let node = this.root;
    let added = 0;
    for (const segment of segments) {
      let next = node.children.get(segment);
      if (next === undefined) {
        next = new PathNode(segment);
        node.children.set(segment, next);
        added++;
      }
      next.seen(at);
      node = next;
    }
    if (added > 0) this.portal.grown(added);
    return node.hits;
  }

  forget(before) {
    return this.root.prune(before);
  }

  popular() {
    return [...this.root.children.values()].sort((a, b) => b.hits - a.hits).slice(0, 5).map(({ name, hits }) => ({ name, hits }));
  }
}
