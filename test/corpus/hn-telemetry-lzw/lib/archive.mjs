import { LzwEncoder } from './lzw.mjs';

const blockBytes = 24_000;
const blocksKept = 4;

/** Compressed telemetry by device: a block that is written to and the last ones before it. */
export class Archive {
  #devices = new Map();

  constructor(names, dictionaryLimit) {
    for (const name of names) {
      this.#devices.set(name, { encoder: new LzwEncoder(dictionaryLimit), raw: 0, packed: 0, block: [], blockLength: 0, blocks: [] });
    }
  }

  append(name, line) {
    const device = this.#devices.get(name);
    if (device === undefined) return null;
    const bytes = device.encoder.encode(line);
    device.raw += line.length;
    device.packed += bytes.length;
    device.block.push(bytes);
    device.blockLength += bytes.length;
    if (device.blockLength > blockBytes) this.#seal(device);
    return { bytes: bytes.length, entries: device.encoder.entries };
  }

  report() {
    return [...this.#devices].map(([name, { raw, packed, encoder }]) => ({
      name,
      ratio: raw === 0 ? 1 : Math.round((packed / raw) * 100) / 100,
      resets: encoder.resets,
    }));
  }

  latestBlock(name) {
    return this.#devices.get(name)?.blocks.at(-1) ?? Buffer.alloc(0);
  }

  #seal(device) {
    device.blocks.push(Buffer.concat(device.block));
    if (device.blocks.length > blocksKept) device.blocks.shift();
    device.block = [];
    device.blockLength = 0;
  }
}
