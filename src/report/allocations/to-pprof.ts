import { Line, Location, Function as PprofFunction, Profile, Sample, StringTable, ValueType } from 'pprof-format';
import { type AllocationProfile, stacksOf } from '../../growth/allocation-tree.ts';
import type { AllocationFrame } from '../../growth/readable-allocations.ts';

/**
 * The live bytes that grew as a pprof profile (profile.proto, not yet gzipped) with the sample types `inuse_objects` and
 * `inuse_space`, as `go tool pprof` and its kin know them.
 */
export function toPprof({ root }: AllocationProfile<AllocationFrame>): Uint8Array {
  const strings = new StringTable();
  const functions: PprofFunction[] = [];
  const locations: Location[] = [];
  const known = new Map<string, number>();
  const idOf = ({ functionName, file, line, column }: AllocationFrame): number => {
    const key = `${functionName}\n${file}:${line}:${column}`;
    let id = known.get(key);
    if (id === undefined) {
      id = locations.length + 1;
      known.set(key, id);
      const name = strings.dedup(functionName);
      functions.push(new PprofFunction({ id, name, systemName: name, filename: strings.dedup(file), startLine: line }));
      locations.push(new Location({ id, line: [new Line({ functionId: id, line })] }));
    }
    return id;
  };
  const sample = stacksOf(root).map(
    ({ frames, samples, bytes }) => new Sample({ locationId: frames.map(idOf), value: [samples, bytes] }),
  );
  const objects = new ValueType({ type: strings.dedup('inuse_objects'), unit: strings.dedup('count') });
  const space = new ValueType({ type: strings.dedup('inuse_space'), unit: strings.dedup('bytes') });
  return new Profile({
    sampleType: [objects, space],
    defaultSampleType: strings.dedup('inuse_space'),
    periodType: space,
    sample,
    location: locations,
    function: functions,
    stringTable: strings,
  }).encode();
}
