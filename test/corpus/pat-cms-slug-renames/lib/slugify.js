'use strict';

const letters = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', é: 'e', è: 'e', ø: 'o', å: 'a' };

module.exports = function slugify(title) {
  return title
    .toLowerCase()
    .replace(/[äöüßéèøå]/g, (letter) => letters[letter])
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
};
