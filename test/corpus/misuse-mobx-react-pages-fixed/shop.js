const { observable } = require('mobx');

/** What all pages show; the back office changes it. */
exports.shop = observable({ currency: 'EUR', rate: 1, notice: 'Free shipping from 50' });
