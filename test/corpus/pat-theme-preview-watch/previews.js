'use strict';
const themes = require('./theme-files');

const PER_SHOP = 2;

class Preview {
  constructor(shop, theme, page) {
    Object.assign(this, { shop, theme, page });
    this.revision = 1;
    this.settings = themes.read(theme);
    this.onSaved = (settings) => {
      this.settings = settings;
      this.revision++;
    };
    themes.watch(theme, this.onSaved);
  }

  css() {
    const { colors, font, radius } = this.settings;
    return `:root{--text:${colors.text};--accent:${colors.accent};--radius:${radius}px}body{font-family:${font}}`;
  }

  close() {
    themes.unwatch(this.theme, this.onSaved);
  }
}

/** The previews that are open: two for each shop, the older one closes when a third is opened. */
class Previews {
  #byShop = new Map();
  opened = 0;

  open(shop, theme, page) {
    const list = this.#byShop.get(shop) ?? [];
    const preview = new Preview(shop, theme, page);
    list.push(preview);
    while (list.length > PER_SHOP) list.shift().close();
    this.#byShop.set(shop, list);
    this.opened++;
    return preview;
  }

  latest(shop) {
    return this.#byShop.get(shop)?.at(-1) ?? null;
  }

  get open_() {
    let count = 0;
    for (const list of this.#byShop.values()) count += list.length;
    return count;
  }
}

module.exports = { Previews };
