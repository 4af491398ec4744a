import { readFileSync } from 'node:fs';

/** What is used of the compiler; loaded when asked for, because it takes a second. */
interface AssemblyScript {
  main(
    commandLine: readonly string[],
    files: {
      readFile(name: string): string | null;
      writeFile(name: string, contents: Uint8Array | string): void;
      listFiles(): string[];
    },
  ): Promise<{ readonly error: Error | null; readonly stderr: { toString(): string } }>;
}

const SOURCES = ['kernel-numbers', 'kernel-dominators', 'kernel-sizes'];

/** src/heap/kernel-bytes.ts as it is when the sources of the kernel are compiled. */
export async function compileKernel(): Promise<string> {
  const name = 'assemblyscript/asc';
  const { default: compiler } = (await import(/* @vite-ignore */ name)) as { readonly default: AssemblyScript };
  let bytes = new Uint8Array(0);
  const readFile = (name: string) => {
    const source = name.replace(/\.ts$/, '');
    return SOURCES.includes(source)
      ? readFileSync(new URL(`../../src/heap/${source}.as`, import.meta.url), 'utf8')
      : null;
  };
  const entries = SOURCES.map((name) => `${name}.ts`);
  const flags = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
    '--enable',
    'simd',
    '--outFile',
    'out.wasm',
  ];
  const { error, stderr } = await compiler.main([...entries, ...flags], {
    readFile,
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') bytes = contents.slice();
    },
    listFiles: () => [],
  });
  if (error !== null) throw new Error(stderr.toString(), { cause: error });
  const lines = Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,100}/g)!
    .map((line) => `  '${line}'`);
  return `// Compiled from ${SOURCES.map((name) => `${name}.as`).join(', ')} by a test; do not edit.\nexport const KERNEL_BASE64 =\n${lines.join(' +\n')};\n`;
}
