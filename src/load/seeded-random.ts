/** A repeatable stream of unsigned 32-bit integers. */
export type RandomStream = () => number;

/**
 * Mulberry32 (Tommy Ettinger): equal seeds give equal streams on every platform. Good enough to shuffle and to make
 * payloads unique; no secrets are made from it.
 */
export function createRandom(seed: number): RandomStream {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand): its 128 bits of state give each `stream` of a seed a sequence of its own, which
 * mulberry's 32 bits cannot: streams of neighbouring numbers would be pieces of one another.
 */
export function createRandomStream(seed: number, stream: number): RandomStream {
  let a = seed | 0;
  let b = stream | 0;
  // What a safe integer has above 32 bits.
  let c = Math.floor(seed / 0x1_0000_0000) ^ 0x9e3779b9;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** A whole number in 0…limit−1. */
export function randomBelow(random: RandomStream, limit: number): number {
  return Math.floor((random() / 0x1_0000_0000) * limit);
}

/** `count` random bytes. */
export function randomBytes(random: RandomStream, count: number): Buffer {
  const bytes = Buffer.allocUnsafe(Math.ceil(count / 4) * 4);
  for (let offset = 0; offset < bytes.length; offset += 4) bytes.writeUInt32LE(random(), offset);
  return bytes.subarray(0, count);
}

/** Shuffles in place (Fisher–Yates). */
export function shuffle<T>(random: RandomStream, items: T[]): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = randomBelow(random, last + 1);
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
  return items;
}
