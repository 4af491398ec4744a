const { Rule } = require('./rule');

const campaigns = {
  spring: { percent: 10, minimum: 2000 },
  members: { percent: 5, minimum: 0 },
  clearance: { percent: 40, minimum: 500 },
  welcome: { percent: 15, minimum: 3000 },
};

function ruleFor(code) {
  const { percent, minimum } = campaigns[code];
  return class CampaignRule extends Rule {
    static code = code;

    static {
      this.register();
    }

    applies() {
      return super.applies() && this.cart.cents >= minimum;
    }

    discount() {
      return this.applies() ? Math.round((this.cart.cents * percent) / 100) : 0;
    }
  };
}

const rules = new Map(Object.keys(campaigns).map((code) => [code, ruleFor(code)]));

function discountOf(code, cart) {
  const CampaignRule = rules.get(code);
  return new CampaignRule(cart).discount();
}

module.exports = { campaigns, discountOf };
