'use strict';
const { Logger, RingSink, LEVELS } = require('./logger');

const sink = new RingSink();
const root = new Logger(sink, 'info', { service: 'booking-api' });

class Tenant {
  constructor(name) {
    this.name = name;
    this.log = root.child({ tenant: name });
    this.bookings = 0;
    this.settings = { currency: 'EUR', logLevel: 'info', footer: '' };
  }

  configure(changes) {
    const { logLevel = this.settings.logLevel, currency = this.settings.currency, footer = this.settings.footer } = changes;
    if (!(logLevel in LEVELS)) throw new RangeError(`no level ${logLevel}`);
    this.settings = { logLevel, currency, footer };
    this.log = root.child({ tenant: this.name, currency }, logLevel);
    this.log.info('configured', { logLevel });
  }

  book(seats) {
    this.bookings++;
    this.log.info('booked', { seats });
    this.log.debug('seats map', { rows: Array.from({ length: seats }, (_, seat) => `${seat + 1}A`) });
    return { number: `${this.name}-${this.bookings}`, price: `${(seats * 12.5).toFixed(2)} ${this.settings.currency}` };
  }
}

const tenants = new Map(['opera', 'kammer', 'volks', 'josefstadt', 'akzent'].map((name) => [name, new Tenant(name)]));

module.exports = { tenants, sink };
