const { Container } = require('inversify');

const prices = { 'kettle-1': 4900, 'mug-4': 1250, 'tray-2': 2300 };

const root = new Container();
root.bind('PriceList').toConstantValue({ priceOf: (sku) => prices[sku] ?? 999 });
root.bind('Taxes').toConstantValue({ rateFor: (country) => ({ de: 0.19, at: 0.2, fr: 0.2 })[country] ?? 0.21 });
root.bind('Clock').toConstantValue({ now: () => new Date().toISOString() });

module.exports = { root };
