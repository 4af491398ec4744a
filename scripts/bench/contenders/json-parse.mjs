import { readFileSync } from 'node:fs';

/** Not a peer but a yardstick: the text through JSON.parse, and nothing computed. */
export async function analyse(file) {
  const snapshot = JSON.parse(readFileSync(file, 'utf8'));
  return { nodes: snapshot.snapshot.node_count, retained: null };
}
