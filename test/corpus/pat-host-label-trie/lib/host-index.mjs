class Label {
  queries = 0;
  blocked = false;
  below = null;
}

export class HostIndex {
  #top = new Label();

  // From the right: what is said of a domain holds for all the hosts in it.
  #walk(host, each) {
    let label = this.#top;
    const names = host.split('.');
    for (let index = names.length - 1; index >= 0; index--) {
      label.below ??= new Map();
      let next = label.below.get(names[index]);
      if (!next) {
        next = new Label();
        label.below.set(names[index], next);
      }
      each?.(next);
      label = next;
    }
    return label;
  }

  block(domain) {
    this.#walk(domain).blocked = true;
  }

  query(host) {
    let blocked = false;
    const { queries } = this.#walk(host, (label) => {
      label.queries++;
      blocked ||= label.blocked;
    });
    return { blocked, queries };
  }

  zones() {
    return [...(this.#top.below ?? [])].map(([zone, { queries }]) => ({ zone, queries }));
  }
}
