import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDist } from './build.ts';

const dist = join(resolve(dirname(fileURLToPath(import.meta.url)), '..'), 'dist');

/** How the committed dist differs from a fresh build, a sentence a file; empty when it is the same byte for byte. */
export async function checkDist(): Promise<string[]> {
  const { files } = await buildDist();
  const problems: string[] = [];
  for (const [name, contents] of files) {
    const path = join(dist, name);
    if (!existsSync(path)) problems.push(`dist/${name} is missing; run npm run build`);
    else if (!readFileSync(path).equals(contents))
      problems.push(`dist/${name} is not what the sources give; run npm run build`);
  }
  for (const name of existsSync(dist) ? readdirSync(dist) : []) {
    if (!files.has(name)) problems.push(`dist/${name} is not built from anything; remove it`);
  }
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = await checkDist();
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
