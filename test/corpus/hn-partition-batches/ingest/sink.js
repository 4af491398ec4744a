'use strict';
const { open, mkdtemp } = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');

/** One file of fixed length; partitions write in turn, and the start is overwritten when the end is reached. */
async function openSink(limit) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ingest-'));
  const file = await open(path.join(folder, 'ring.log'), 'w+');
  let position = 0;
  return async (partition, packed) => {
    const header = Buffer.alloc(8);
    header.writeUInt32LE(partition, 0);
    header.writeUInt32LE(packed.length, 4);
    if (position + packed.length + 8 > limit) position = 0;
    const at = position;
    position += packed.length + 8;
    await file.writev([header, packed], at);
  };
}

module.exports = { openSink };
