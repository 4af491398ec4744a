const { collect } = require('./handover');

const LARGEST = 16 * 1024;
let archived = 0;

/** Takes over what was offered, if it is of a kind and size that the archive keeps. */
async function archive(kind, offered) {
  if (kind !== 'csv' || offered.size > LARGEST) return { archived: false, reason: `${kind} of ${offered.size} bytes is not kept` };
  const size = await collect(offered);
  archived += size;
  return { archived: true, size };
}

module.exports = { archive, total: () => archived };
