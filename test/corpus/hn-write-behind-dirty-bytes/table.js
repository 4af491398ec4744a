const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');

const WIDTH = 256;

/** Rows in slots of one width in a file; the slot comes out of the key. */
exports.openTable = async (name, slots) => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), `${name}-`));
  const file = await fs.open(path.join(folder, 'rows'), 'w+');
  await file.truncate(slots * WIDTH);

  const slotOf = (key) => {
    let hash = 5381;
    for (let n = 0; n < key.length; n++) hash = ((hash << 5) + hash + key.charCodeAt(n)) >>> 0;
    return hash % slots;
  };

  return {
    async read(key) {
      const bytes = Buffer.alloc(WIDTH);
      await file.read(bytes, 0, WIDTH, slotOf(key) * WIDTH);
      const text = bytes.toString('utf8').replace(/\0+$/, '');
      const row = text ? JSON.parse(text) : null;
      return row?.sku === key ? row : null;
    },
    async write(rows) {
      const image = Buffer.alloc(slots * WIDTH);
      await file.read(image, 0, image.length, 0);
      for (const [key, { row }] of rows) {
        const at = slotOf(key) * WIDTH;
        image.fill(0, at, at + WIDTH);
        image.write(JSON.stringify(row).slice(0, WIDTH), at);
      }
      await file.write(image, 0, image.length, 0);
    },
  };
};
