import { expect, it } from 'vitest';
import { checkImports, readSources } from '../../scripts/check-imports.ts';

it('finds nothing wrong with the sources as they are', () => {
  expect(checkImports(readSources())).toEqual([]);
});

it.each([
  ['heap/x', "import { a } from '../growth/b.ts';", /heap may import nothing/],
  ['heap/x', "import type { a } from '../report/b.ts';", /imports report\/b/],
  ['heap/x', "import {\n  a,\n  b,\n} from '../cli/b.ts';", /imports cli\/b/],
  ['service/x', "const a = await import('../cli/b.ts');", /imports cli\/b/],
  ['report/x', "export { a } from '../cli/b.ts';", /imports cli\/b/],
  ['cli/x', "import autocannon from 'autocannon';", /only load may know/],
  ['service/x', "import * as core from '@actions/core';", /only action may know/],
  ['growth/x', "import { readFileSync } from 'node:fs';", /pure and imports node:fs/],
  ['verdict/x', 'const now = Date.now();', /pure and uses Date\.now\(/],
  ['options/resolve-options', 'const home = process.env;', /pure and uses process\.e/],
  ['attic/x', '', /no import arrows/],
])('refuses in %s: %s', (path, text, expected) => {
  expect(checkImports([{ path, text }])).toEqual([expect.stringMatching(expected)]);
});

it.each([
  ['heap/x', "import { a } from './b.ts';\nimport { GateError } from '../errors.ts';"],
  ['verdict/x', '// Date.now() would not do\n/* process.exit() */'],
  ['cli/x', "import { a } from '../heap/b.ts';"],
])('allows in %s: %s', (path, text) => {
  expect(checkImports([{ path, text }])).toEqual([]);
});
