let seed = 7;
const priority = () => (seed = (seed * 48_271) % 2_147_483_647);

class Node {
  constructor(key) {
    this.key = key;
    this.count = 1;
    this.size = 1;
    this.priority = priority();
    this.left = null;
    this.right = null;
  }
}

const sizeOf = (node) => (node === null ? 0 : node.size);

function update(node) {
  node.size = node.count + sizeOf(node.left) + sizeOf(node.right);
  return node;
}

function merge(a, b) {
  if (a === null) return b;
  if (b === null) return a;
  if (a.priority > b.priority) {
    a.right = merge(a.right, b);
    return update(a);
  }
  b.left = merge(a, b.left);
  return update(b);
}

function split(node, key) {
  if (node === null) return [null, null];
  if (node.key < key) {
    const [low, high] = split(node.right, key);
    node.right = low;
    return [update(node), high];
  }
  const [low, high] = split(node.left, key);
  node.left = high;
  return [low, update(node)];
}

/** Numbers in order, with their ranks: insert, remove and select in O(log n). */
export class OrderStatistics {
  #root = null;

  get size() {
    return sizeOf(this.#root);
  }

  insert(key) {
    if (this.#change(this.#root, key, 1)) return;
    const [low, high] = split(this.#root, key);
    this.#root = merge(merge(low, new Node(key)), high);
  }

  remove(key) {
    if (!this.#contains(key)) return false;
    this.#root = this.#without(this.#root, key);
    return true;
  }

  select(rank) {
    let node = this.#root;
    while (node !== null) {
      const left = sizeOf(node.left);
      if (rank < left) node = node.left;
      else if (rank < left + node.count) return node.key;
      else {
        rank -= left + node.count;
        node = node.right;
      }
    }
    return null;
  }

  #contains(key) {
    let node = this.#root;
    while (node !== null && node.key !== key) node = key < node.key ? node.left : node.right;
    return node !== null;
  }

  #change(node, key, by) {
    if (!this.#contains(key)) return false;
    for (; node.key !== key; node = key < node.key ? node.left : node.right) node.size += by;
    node.count += by;
    node.size += by;
    return true;
  }

  #without(node, key) {
    if (key < node.key) node.left = this.#without(node.left, key);
    else if (key > node.key) node.right = this.#without(node.right, key);
    else if (node.count > 1) node.count--;
    else return merge(node.left, node.right);
    return update(node);
  }
}
