const places = ['north', 'south', 'harbour'];
let counts = new Map();

const warehouse = {
  refresh() {
    counts = new Map();
  },
  count(sku) {
    if (counts.size > 5000) this.refresh();
    let count = counts.get(sku);
    if (!count) {
      count = places.map((place) => ({ place, pieces: (sku.length * place.length * 7) % 23 }));
      counts.set(sku, count);
    }
    return count;
  },
};

module.exports = warehouse;
