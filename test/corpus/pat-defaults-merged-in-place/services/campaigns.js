'use strict';
const merge = require('../lib/merge');

const DEFAULTS = {
  from: { name: 'Shop', address: 'news@shop.example' },
  headers: { 'list-unsubscribe': '<mailto:leave@shop.example>' },
  substitutions: { shop: 'Shop', year: '2026' },
};

const templates = new Map([
  ['welcome', 'Hello {name}, welcome to {shop}!'],
  ['receipt', '{shop} receipt for {name}, {year}'],
  ['reminder', '{name}, your cart at {shop} waits'],
]);

module.exports = class Campaigns {
  #sent = 0;

  constructor({ queue }) {
    this.queue = queue;
  }

  get sent() {
    return this.#sent;
  }

  preview(template, name) {
    return templates.get(template)?.replace(/\{(\w+)\}/g, (all, key) => ({ ...DEFAULTS.substitutions, name })[key] ?? all);
  }

  send(template, recipients, settings) {
    const text = templates.get(template);
    if (!text) return null;
    // Once for all recipients of the campaign.
    const shared = merge({ ...DEFAULTS }, settings);
    for (const { address, name } of recipients) {
      const body = text.replace(/\{(\w+)\}/g, (all, key) => (key === 'name' ? name : (shared.substitutions[key] ?? all)));
      this.queue.put({ to: address, from: shared.from.address, body });
      this.#sent++;
    }
    return recipients.length;
  }
};
