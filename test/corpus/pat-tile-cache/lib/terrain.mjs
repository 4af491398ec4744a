const side = 32;

function height(x, y) {
  const value = Math.sin(x * 0.13) * 40 + Math.cos(y * 0.17) * 30 + Math.sin((x + y) * 0.05) * 55;
  return Math.max(0, Math.min(255, Math.round(128 + value)));
}

/** A tile of heights: two bytes of header, then 32 x 32 bytes. */
export function renderTile(zoom, x, y) {
  const scale = 2 ** (12 - zoom);
  const tile = Buffer.alloc(side * side + 2);
  tile[0] = zoom;
  tile[1] = side;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      tile[2 + row * side + column] = height((x * side + column) * scale, (y * side + row) * scale);
    }
  }
  return tile;
}

export function summaryOf(tile) {
  let lowest = 255;
  let highest = 0;
  for (let index = 2; index < tile.length; index++) {
    lowest = Math.min(lowest, tile[index]);
    highest = Math.max(highest, tile[index]);
  }
  return { lowest, highest };
}
