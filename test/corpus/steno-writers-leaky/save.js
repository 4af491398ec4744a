const { promisify } = require('node:util');
const steno = require('steno');

const writeFile = promisify(steno.writeFile);

/** Writes a file as a whole or not at all. */
exports.save = (file, text) => writeFile(file, text);
