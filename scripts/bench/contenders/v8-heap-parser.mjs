import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { decode_bytes } = createRequire(import.meta.url)('@vscode/v8-heap-parser');

/** Rust in WebAssembly; retained sizes are computed when classes are first asked for. */
export async function analyse(file) {
  const graph = decode_bytes(readFileSync(file));
  const groups = graph.get_class_groups(0, 1_000_000, false);
  const largest = groups.reduce((most, group) => Math.max(most, Number(group.retained_size)), 0);
  return { nodes: null, retained: largest };
}
