const { Container } = require('inversify');

// Everything that belongs to one request is resolved from a container of its own, with the application's as its parent.
function requestScope(parent) {
  return (req, res, next) => {
    const scope = new Container({ parent });
    scope.bind('Caller').toConstantValue({
      id: req.get('x-customer') || 'anonymous',
      country: req.get('x-country') || 'de',
      requestId: req.id,
    });
    scope.bind('Quotes').toDynamicValue((context) => new Quotes(context.get('PriceList'), context.get('Taxes'), context.get('Caller'))).inSingletonScope();
    req.scope = scope;
    next();
  };
}

class Quotes {
  constructor(prices, taxes, caller) {
    this.prices = prices;
    this.taxes = taxes;
    this.caller = caller;
  }

  forSku(sku, quantity) {
    const net = this.prices.priceOf(sku) * quantity;
    const rate = this.taxes.rateFor(this.caller.country);
    return { sku, quantity, net, gross: Math.round(net * (1 + rate)), customer: this.caller.id };
  }
}

module.exports = { requestScope };
