import { createRequire } from 'node:module';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { Profile } from 'pprof-format';
import { expect, it } from 'vitest';
import { stacksOf, totalBytes } from '../../../src/growth/allocation-tree.ts';
import { renderFlameGraph } from '../../../src/report/allocations/flame-graph.ts';
import { toHeapProfile } from '../../../src/report/allocations/to-heap-profile.ts';
import { toPprof } from '../../../src/report/allocations/to-pprof.ts';
import { toSpeedscope } from '../../../src/report/allocations/to-speedscope.ts';
import { sampleAllocations } from '../sample-reports.ts';

const allocations = sampleAllocations();
const bytes = totalBytes(allocations.root);

it('writes what the schema of speedscope accepts, with every byte in one stack', () => {
  const schema = createRequire(import.meta.url)('speedscope/dist/release/file-format-schema.json') as object;
  const file = toSpeedscope(allocations, { name: 'Leak', exporter: 'leakgate 1' });
  const isValid = new Ajv({ strict: false }).compile(schema);
  expect(isValid(JSON.parse(JSON.stringify(file))), JSON.stringify(isValid.errors)).toBe(true);
  const [profile] = file.profiles;
  expect(profile!.weights.reduce((sum, weight) => sum + weight, 0)).toBe(bytes);
  expect(profile!.samples[0]!.map((index) => file.shared.frames[index]!.name)).toEqual([
    'parserOnIncoming',
    'login',
    'nanoid',
  ]);
});

it('writes a pprof profile that its decoder reads back to the same stacks', () => {
  const profile = Profile.decode(gunzipSync(gzipSync(toPprof(allocations))));
  const text = (index: number | bigint): string => profile.stringTable.strings[Number(index)]!;
  const functions = new Map(profile.function.map((each) => [each.id, each]));
  const locations = new Map(profile.location.map((each) => [each.id, each]));
  const stacks = profile.sample.map(({ locationId, value }) => ({
    frames: locationId.map((id) => {
      const { functionId, line } = locations.get(id)!.line[0]!;
      const { name, filename } = functions.get(functionId)!;
      return `${text(name)} ${text(filename)}:${line}`;
    }),
    samples: Number(value[0]),
    bytes: Number(value[1]),
  }));
  expect(profile.sampleType.map(({ type, unit }) => `${text(type)}/${text(unit)}`)).toEqual([
    'inuse_objects/count',
    'inuse_space/bytes',
  ]);
  expect(stacks).toEqual(
    stacksOf(allocations.root).map(({ frames, samples, bytes: size }) => ({
      frames: frames.map(({ functionName, file, line }) => `${functionName} ${file}:${line}`),
      samples,
      bytes: size,
    })),
  );
});

it('writes a heap profile whose nodes and samples agree', () => {
  const { head, samples } = toHeapProfile(allocations);
  const sizes = new Map<number, number>();
  const visit = (node: typeof head): void => {
    sizes.set(node.id, node.selfSize);
    for (const child of node.children) visit(child);
  };
  visit(head);
  expect(samples.every(({ nodeId, size }) => sizes.get(nodeId) === size)).toBe(true);
  expect(samples.reduce((sum, { size }) => sum + size, 0)).toBe(bytes);
  expect(head.children[0]!.children[0]!.callFrame).toMatchObject({ url: 'src/routes/login.ts', lineNumber: 19 });
});

it('draws every function as wide as its share, children within their callers', () => {
  const page = renderFlameGraph(allocations, { title: 'Leak: `sessions` grows', leakgateVersion: '1' });
  const bars = [...page.matchAll(/data-l="([\d.]+)" data-w="([\d.]+)" data-d="(\d+)"[^>]*>([^<]*)/g)].map((match) => ({
    left: Number(match[1]),
    width: Number(match[2]),
    depth: Number(match[3]),
    name: match[4],
  }));
  expect(bars.map(({ name, depth }) => `${depth} ${name}`)).toEqual([
    '0 all that stayed',
    '1 parserOnIncoming',
    '2 login',
    '3 nanoid',
    '3 create',
  ]);
  expect(bars[3]!.width).toBeCloseTo(60_000 / bytes, 5);
  expect(bars[4]!.left).toBeCloseTo(bars[3]!.left + bars[3]!.width, 5);
});

it('loads nothing from elsewhere and lets no name of the service become markup', () => {
  const evil = '</script><img src=x onerror=alert(1)>"\' --></style>';
  const { root } = sampleAllocations();
  const hostile = {
    requests: 1,
    root: {
      ...root,
      children: [{ ...root.children[0]!, frame: { ...root.children[0]!.frame, functionName: evil, file: evil } }],
    },
  };
  const page = renderFlameGraph(hostile, { title: evil, leakgateVersion: evil });
  expect(page).not.toContain('<img');
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toMatch(/<[a-z][^>"]*\b(src|href)\s*=|url\(|@import/);
  expect(page).toContain("default-src 'none'");
});
