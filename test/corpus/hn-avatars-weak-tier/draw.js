'use strict';
const { createHash } = require('node:crypto');

function draw(user, size) {
  const digest = createHash('sha1').update(user).digest();
  const cells = [];
  for (let n = 0; n < 15; n++) {
    if (digest[n] % 2) continue;
    const [x, y] = [n % 3, Math.floor(n / 3)];
    cells.push(`M${x} ${y}h1v1h-1z`, `M${4 - x} ${y}h1v1h-1z`);
  }
  const colour = `#${digest.toString('hex', 16, 19)}`;
  return { user, size, colour, svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 5 5"><path fill="${colour}" d="${cells.join('')}"/></svg>` };
}

module.exports = { draw };
