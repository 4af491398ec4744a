'use strict';

const { randomUUID } = require('node:crypto');

class SlugTaken extends Error {}
class NoSuchPage extends Error {}

/** All pages of the site, found by id (editors) or by slug (visitors). */
class PageRepository {
  constructor() {
    this.byId = new Map();
    this.bySlug = new Map();
    this.order = [];
  }

  create({ title, slug, blocks = [] }) {
    if (this.bySlug.has(slug)) throw new SlugTaken(slug);
    const page = {
      id: randomUUID().slice(0, 8),
      title,
      slug,
      blocks,
      revision: 1,
      updatedAt: Date.now(),
    };
    this.byId.set(page.id, page);
    this.bySlug.set(page.slug, page);
    this.order.push(page.id);
    return page;
  }

  get(id) {
    const page = this.byId.get(id);
    if (page === undefined) throw new NoSuchPage(id);
    return page;
  }

  find(slug) {
    const page = this.bySlug.get(slug);
    return page !== undefined && page.slug === slug ? page : null;
  }

  update(id, changes) {
    const page = this.get(id);
    if (changes.title !== undefined) page.title = changes.title;
    if (changes.blocks !== undefined) page.blocks = changes.blocks.slice(0, 40);
    if (changes.slug !== undefined && changes.slug !== page.slug) this.#move(page, changes.slug);
    page.revision++;
    page.updatedAt = Date.now();
    return page;
  }

  at(position) {
    return this.byId.get(this.order[position % this.order.length]);
  }

  list() {
    return this.order.map((id) => {
      const { title, slug, revision } = this.byId.get(id);
      return { id, title, slug, revision };
    });
  }

  #move(page, slug) {
    const other = this.find(slug);
    if (other !== null && other !== page) throw new SlugTaken(slug);
    page.slug = slug;
    this.bySlug.delete(page.slug);
    this.bySlug.set(slug, page);
  }
}

module.exports = { PageRepository, SlugTaken, NoSuchPage };
