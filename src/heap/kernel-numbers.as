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

/** 8 decimal digits, the first in the lowest byte, to an integer by three multiplications (Mula's and Lemire's SWAR conversion). */
// @ts-ignore: decorator
@inline
function integerOf(digits: u64): u64 {
  let x = ((digits * 2561) >> 8) & 0x00ff00ff00ff00ff;
  x = ((x * 6553601) >> 16) & 0x0000ffff0000ffff;
  return (x * 42949672960001) >> 32;
}

/**
 * Reads numbers of up to 10 digits, each followed by a comma or by a line end and a comma, from the text in [at, end), writes them as
 * 32-bit integers from `out` on, and returns the place of the first number that it has not read. It stops, and leaves the rest to
 * the caller, where fewer than 64 bytes are left, where the output is full, and at anything that is not such a number.
 *
 * 64 bytes at a time become bit masks of commas, digits and line ends (Langdale and Lemire, Parsing Gigabytes of JSON per Second,
 * 2019); between two bits of the comma mask lies a number. The text must start at least 16 bytes into the memory.
 */
export function scan(at: usize, end: usize, out: usize, outEnd: usize): usize {
  let number = at;
  for (let block = at; block + 64 <= end; ) {
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
      const bit = ctz(commas);
      const comma = block + <usize>bit;
      const numberEnd = comma - <usize>((lines >> bit) & 1);
      const length = numberEnd - number;
      const last = load<u64>(numberEnd - 8) ^ 0x3030303030303030;
      let value: u64;
      if (length - 1 < 8) {
        // Bytes before the number's start are cleared.
        const shift = <u64>(64 - (length << 3));
        value = integerOf((last >> shift) << shift);
      } else {
        // 9 and 10 digits: the first one or two by themselves. Empty and longer ones are the caller's.
        if (length - 9 > 1) {
          written = out;
          return number;
        }
        let high = <u64>load<u8>(number) - 48;
        if (length == 10) high = high * 10 + load<u8>(number, 1) - 48;
        value = integerOf(last) + high * 100000000;
        if (value > 0xffffffff) {
          written = out;
          return number;
        }
      }
      store<u32>(out, <u32>value);
      out += 4;
      number = comma + 1;
      if (out >= outEnd) {
        written = out;
        return number;
      }
    }
    block += step;
  }
  written = out;
  return number;
}

/** Above the offset of a string that follows one that ends in `)` after a digit. */
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
  return block;
}

/**
 * Splits edge records at [row, end) into columns; of the targets, multiples of `divisor`, the columns get the quotients, for which
 * `inverse` is ceil(2^40 / divisor). Offsets and stride are in bytes. Returns the highest name that stands for a string (of types 1 and
 * 4 the name is a number), or −1 where a type is not below `typeLimit` or a target no multiple of `divisor` below `toLimit`.
 */
export function splitEdges(
  row: usize, end: usize, type: usize, name: usize, toNode: usize, stride: usize, divisor: u32, inverse: u64,
  types: usize, names: usize, targets: usize, typeLimit: u32, toLimit: u32,
): i32 {
  let highest: u32 = 0;
  let wrong = false;
  for (; row < end; row += stride) {
    const t = load<u32>(row + type);
    const n = load<u32>(row + name);
    const to = load<u32>(row + toNode);
    const ordinal = <u32>((<u64>to * inverse) >> 40);
    wrong |= t >= typeLimit || to >= toLimit || ordinal * divisor != to;
    store<u8>(types++, t);
    store<u32>(names, n);
    store<u32>(targets, ordinal);
    names += 4;
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
