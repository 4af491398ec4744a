import { type AllocationProfile, stacksOf } from '../../growth/allocation-tree.ts';
import type { AllocationFrame } from '../../growth/readable-allocations.ts';

/** https://www.speedscope.app/file-format-schema.json, as far as a sampled profile of bytes needs it. */
export interface SpeedscopeFile {
  readonly $schema: 'https://www.speedscope.app/file-format-schema.json';
  readonly name: string;
  readonly exporter: string;
  readonly activeProfileIndex: 0;
  readonly shared: {
    readonly frames: readonly { name: string; file?: string; line?: number; col?: number }[];
  };
  readonly profiles: readonly {
    readonly type: 'sampled';
    readonly name: string;
    readonly unit: 'bytes';
    readonly startValue: 0;
    readonly endValue: number;
    /** Stacks by index into the frames, outermost first. */
    readonly samples: readonly (readonly number[])[];
    readonly weights: readonly number[];
  }[];
}

/** The live bytes that grew, as speedscope reads them; a weight is the bytes of one stack. */
export function toSpeedscope(
  { requests, root }: AllocationProfile<AllocationFrame>,
  { name, exporter }: { name: string; exporter: string },
): SpeedscopeFile {
  const frames: { name: string; file?: string; line?: number; col?: number }[] = [];
  const known = new Map<string, number>();
  const indexOf = ({ functionName, file, line, column }: AllocationFrame): number => {
    const key = `${functionName}\n${file}:${line}:${column}`;
    const index = known.get(key) ?? frames.length;
    if (index === frames.length) {
      known.set(key, index);
      frames.push(file === '' ? { name: functionName } : { name: functionName, file, line, col: column });
    }
    return index;
  };
  const stacks = stacksOf(root);
  return {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    name,
    exporter,
    activeProfileIndex: 0,
    shared: { frames },
    profiles: [
      {
        type: 'sampled',
        name: `live bytes after ${requests.toLocaleString('en')} requests`,
        unit: 'bytes',
        startValue: 0,
        endValue: stacks.reduce((sum, { bytes }) => sum + bytes, 0),
        samples: stacks.map(({ frames: stack }) => stack.toReversed().map(indexOf)),
        weights: stacks.map(({ bytes }) => bytes),
      },
    ],
  };
}
