'use strict';
const fs = require('node:fs');
const path = require('node:path');

const folder = path.join(__dirname, 'themes');
const names = fs.readdirSync(folder).map((file) => path.basename(file, '.json'));

function fileOf(name) {
  return path.join(folder, `${name}.json`);
}

function read(name) {
  return JSON.parse(fs.readFileSync(fileOf(name), 'utf8'));
}

/** Calls back whenever a designer saves the theme. */
function watch(name, callback) {
  const listener = (now, before) => {
    if (now.mtimeMs !== before.mtimeMs) callback(read(name));
  };
  fs.watchFile(fileOf(name), { interval: 4000, persistent: false }, listener);
  return listener;
}

function unwatch(name, listener) {
  fs.unwatchFile(fileOf(name), listener);
}

module.exports = { names, read, watch, unwatch };
