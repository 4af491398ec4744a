const { Writer } = require('steno');

/** Writes a file as a whole or not at all. */
exports.save = (file, text) => new Writer(file).write(text);
