export let root = null;

export function insert(key, value) {
  const node = { key, value, left: null, right: null };
  if (root === null) {
    root = node;
    return;
  }
  let parent = root;
  for (;;) {
    if (key < parent.key) {
      if (parent.left === null) {
        parent.left = node;
        return;
      }
      parent = parent.left;
    } else {
      if (parent.right === null) {
        parent.right = node;
        return;
      }
      parent = parent.right;
    }
  }
}
