'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const file = process.env.SETTINGS ?? join(__dirname, '..', 'config', 'default.json');
const settings = JSON.parse(readFileSync(file, 'utf8'));

/** settings('addresses.cache') */
module.exports = (path) => path.split('.').reduce((part, name) => part?.[name], settings);
