// AssemblyScript, compiled to WebAssembly (see graph-kernel.ts). The inner loops of the snapshot parser: lists of whole numbers in JSON
// text, and records of such numbers split into columns. Addresses are bytes in the kernel's memory.

/** Where `scan` stopped writing. */
export let written: usize = 0;
/** Edges that all nodes split so far claim. */
let claimed: u64 = 0;

/** One bit for each of 64 bytes that equal `byte`. */
// @ts-ignore: decorator
@inline
function bitsEqual(a: v128, b: v128, c: v128, d: v128, byte: v128): u64 {
  return (
    <u64>i8x16.bitmask(i8x16.eq(a, byte)) |
    (<u64>i8x16.bitmask(i8x16.eq(b, byte)) << 16) |
    (<u64>i8x16.bitmask(i8x16.eq(c, byte)) << 32) |
    (<u64>i8x16.bitmask(i8x16.eq(d, byte)) << 48)
  );
}

// @ts-ignore: decorator
@inline
function isDigit(bytes: v128): u64 {
  return <u64>i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10)));
}

/** For numbers of 0 to 8 digits, the bytes that hold them of the 8 before their end. */
const DIGITS = memory.data<u64>([
  0, 0xff00000000000000, 0xffff000000000000, 0xffffff0000000000, 0xffffffff00000000, 0xffffffffff000000,
  0xffffffffffff0000, 0xffffffffffffff00, 0xffffffffffffffff,
]);

/**
 * Writes the places of commas in [at, end) from `out` on and returns where the places end, at `outEnd` or up to 64 places after it. It
 * stops where fewer than 64 bytes are left and at anything but digits, commas, and line ends that a comma follows.
 *
 * 64 bytes at a time become bit masks (Langdale and Lemire, Parsing Gigabytes of JSON per Second, 2019).
 */
// @ts-ignore: decorator
@inline
function findCommas(at: usize, end: usize, out: usize, outEnd: usize): usize {
  for (let block = at; block + 64 <= end && out < outEnd; ) {
    const a = v128.load(block);
    const b = v128.load(block, 16);
    const c = v128.load(block, 32);
    const d = v128.load(block, 48);
    let commas = bitsEqual(a, b, c, d, i8x16.splat(44));
    const digits = isDigit(a) | (isDigit(b) << 16) | (isDigit(c) << 32) | (isDigit(d) << 48);
    // What is neither digit nor comma must be a line end that a comma follows.
    let lines = ~(digits | commas);
    let step: usize = 64;
    if (lines != 0) {
      // A line end in the last byte waits for the next block: its comma is there.
      if (<i64>lines < 0) {
        step = 63;
        lines &= 0x7fffffffffffffff;
      }
      if (lines != (bitsEqual(a, b, c, d, i8x16.splat(10)) & 0x7fffffffffffffff)) break;
      lines <<= 1;
      if ((lines & commas) != lines) break;
    }
    for (; commas != 0; commas &= commas - 1) {
      store<u32>(out, <u32>(block + <usize>ctz(commas)));
      out += 4;
    }
    block += step;
  }
  return out;
}

// @ts-ignore: decorator
@inline
function isLineEnd(at: usize): usize {
  return <usize>(load<u8>(at) == 10);
}

/** Two numbers of up to 8 digits as 4 words of 4 digits each. */
// @ts-ignore: decorator
@inline
function quadsOf(end: usize, length: usize, nextEnd: usize, nextLength: usize): v128 {
  const text = v128.load_lane<u64>(nextEnd - 8, v128.load64_zero(end - 8), 1);
  const mask = v128.load_lane<u64>(DIGITS + (nextLength << 3), v128.load64_zero(DIGITS + (length << 3)), 1);
  const digits = v128.and(i8x16.sub(text, i8x16.splat(48)), mask);
  // Of 16 bits, the upper 8 of the product are 10 × the lower byte + the upper one.
  const pairs = i16x8.shr_u(i16x8.mul(digits, i16x8.splat(2561)), 8);
  return i32x4.dot_i16x8_s(pairs, i32x4.splat(0x00010064));
}

/**
 * Reads numbers of up to 10 digits, each followed by a comma or by a line end and a comma, from the text in [at, end), writes them as
 * 32-bit integers from `out` on, and returns the place of the first number that it has not read. It stops, and leaves the rest to
 * the caller, where fewer than 64 bytes are left, where the output is full, and at anything that is not such a number.
 *
 * Numbers lie between commas; four of up to 8 digits at a time become integers. The text must start at least 16 bytes into the memory,
 * and `places` is room for 64 words more than the output.
 */
export function scan(at: usize, end: usize, out: usize, outEnd: usize, places: usize): usize {
  const placesEnd = min(findCommas(at, end, places, places + (outEnd - out)), places + (outEnd - out));
  let number = at;
  for (let place = places; place < placesEnd; ) {
    if (place + 16 <= placesEnd) {
      const a = <usize>load<u32>(place);
      const b = <usize>load<u32>(place, 4);
      const c = <usize>load<u32>(place, 8);
      const d = <usize>load<u32>(place, 12);
      const aEnd = a - isLineEnd(a - 1);
      const bEnd = b - isLineEnd(b - 1);
      const cEnd = c - isLineEnd(c - 1);
      const dEnd = d - isLineEnd(d - 1);
      const aLength = aEnd - number;
      const bLength = bEnd - a - 1;
      const cLength = cEnd - b - 1;
      const dLength = dEnd - c - 1;
      if (((aLength - 1) | (bLength - 1) | (cLength - 1) | (dLength - 1)) < 8) {
        const quads = i16x8.narrow_i32x4_u(quadsOf(aEnd, aLength, bEnd, bLength), quadsOf(cEnd, cLength, dEnd, dLength));
        v128.store(out, i32x4.dot_i16x8_s(quads, i32x4.splat(0x00012710)));
        out += 16;
        place += 16;
        number = d + 1;
        continue;
      }
    }
    const comma = <usize>load<u32>(place);
    const numberEnd = comma - isLineEnd(comma - 1);
    if (numberEnd - number - 1 >= 10) break;
    let value: u64 = 0;
    for (let digit = number; digit < numberEnd; digit++) value = value * 10 + load<u8>(digit) - 48;
    if (value > 0xffffffff) break;
    store<u32>(out, <u32>value);
    out += 4;
    place += 4;
    number = comma + 1;
  }
  written = out;
  return number;
}

/** Strings that `scanStrings` saw end in `)` after a digit. */
export let tableNames: u32 = 0;
/** Above the offset of the string that follows such a one. */
const AFTER_TABLE_ID: u32 = 0x80000000;

// @ts-ignore: decorator
@inline
function isHex(byte: u32): bool {
  return byte - 48 < 10 || (byte | 0x20) - 97 < 6;
}

/**
 * From within a string on: writes where each next string of the list begins, counted from `origin`, from `out` on, and returns the place,
 * within a string again, up to which all is read. It stops where fewer than 32 bytes are left, where the output is full, and at
 * anything but strings with proper escapes and commas, maybe a line end, between them: that is the caller's.
 */
export function scanStrings(at: usize, end: usize, origin: usize, out: usize, outEnd: usize): usize {
  let block = at;
  let named: u32 = 0;
  while (block + 32 <= end) {
    const bytes = v128.load(block);
    const special = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(34)), i8x16.eq(bytes, i8x16.splat(92))),
        i8x16.lt_u(bytes, i8x16.splat(32)),
      ),
    );
    if (special == 0) {
      block += 16;
      continue;
    }
    const place = block + <usize>ctz(special);
    const byte = <u32>load<u8>(place);
    block = place;
    if (byte == 34) {
      const next = load<u8>(place, 2) == 10 ? place + 3 : place + 2;
      if (load<u8>(place, 1) != 44 || load<u8>(next) != 34 || out >= outEnd) break;
      const endsInTableId = load<u8>(place - 1) == 41 && <u32>load<u8>(place - 2) - 48 < 10;
      block = next + 1;
      named += <u32>endsInTableId;
      store<u32>(out, <u32>(block - origin) | (endsInTableId ? AFTER_TABLE_ID : 0));
      out += 4;
    } else if (byte == 92) {
      const letter = <u32>load<u8>(place, 1);
      if (letter == 117) {
        const isWhole =
          isHex(load<u8>(place, 2)) && isHex(load<u8>(place, 3)) && isHex(load<u8>(place, 4)) && isHex(load<u8>(place, 5));
        if (!isWhole) break;
        block = place + 6;
      } else if (
        letter == 34 || letter == 92 || letter == 47 || letter == 98 ||
        letter == 102 || letter == 110 || letter == 114 || letter == 116
      ) {
        block = place + 2;
      } else break;
    } else break;
  }
  written = out;
  tableNames = named;
  return block;
}

/**
 * Splits edge records at [row, end) into columns; of the targets, multiples of `divisor`, the columns get the quotients, for which
 * `inverse` is ceil(2^40 / divisor). Offsets and stride are in bytes. Returns the highest name that stands for a string (of types 1 and
 * 4 the name is a number), or −1 where a type is not below `typeLimit`, a target no multiple of `divisor` below `toLimit`, or a name too
 * wide for a label (edge-labels.ts).
 */
export function splitEdges(
  row: usize, end: usize, type: usize, name: usize, toNode: usize, stride: usize, divisor: u32, inverse: u64,
  labels: usize, targets: usize, typeLimit: u32, toLimit: u32,
): i32 {
  let highest: u32 = 0;
  let wrong = false;
  for (; row < end; row += stride) {
    const t = load<u32>(row + type);
    const n = load<u32>(row + name);
    const to = load<u32>(row + toNode);
    const ordinal = <u32>((<u64>to * inverse) >> 40);
    wrong |= t >= typeLimit || to >= toLimit || ordinal * divisor != to || n >= 0x1fffffff;
    store<u32>(labels, (t << 29) | n);
    store<u32>(targets, ordinal);
    labels += 4;
    targets += 4;
    highest = max(highest, select<u32>(0, n, (0x12 >> t) & 1));
  }
  return wrong ? -1 : <i32>highest;
}

/** Where the columns of nodes begin, and where in a record, in bytes, their fields lie; the last is negative where there is none. */
let types: usize, names: usize, ids: usize, sizes: usize, starts: usize, detached: usize;
let typeAt: usize, nameAt: usize, idAt: usize, sizeAt: usize, countAt: usize, detachedAt: isize;

export function placeNodeColumns(a: usize, b: usize, c: usize, d: usize, e: usize, f: usize): void {
  types = a; names = b; ids = c; sizes = d; starts = e; detached = f;
}

export function placeNodeFields(a: usize, b: usize, c: usize, d: usize, e: usize, f: isize): void {
  typeAt = a; nameAt = b; idAt = c; sizeAt = d; countAt = e; detachedAt = f;
}

export function claimedEdges(): f64 {
  return <f64>claimed;
}

/** Splits node records at [row, end) into the columns from `ordinal` on. Returns the highest name, or −1 where a type is not below the limit. */
export function splitNodes(row: usize, end: usize, stride: usize, ordinal: usize, claimedBefore: f64, typeLimit: u32): i32 {
  let highest: u32 = 0;
  let wrong = false;
  let total = <u64>claimedBefore;
  for (; row < end; row += stride) {
    const type = load<u32>(row + typeAt);
    const name = load<u32>(row + nameAt);
    const word = ordinal << 2;
    wrong |= type >= typeLimit;
    highest = max(highest, name);
    store<u8>(types + ordinal, type);
    store<u32>(names + word, name);
    store<u32>(ids + word, load<u32>(row + idAt));
    store<u32>(sizes + word, load<u32>(row + sizeAt));
    store<u32>(starts + word, <u32>total);
    total += load<u32>(row + countAt);
    if (detachedAt >= 0) {
      // Nearly all are 0, as the untouched memory is.
      const state = load<u32>(row + <usize>detachedAt);
      if (state != 0) store<u8>(detached + ordinal, state);
    }
    ordinal++;
  }
  claimed = total;
  return wrong ? -1 : <i32>highest;
}
