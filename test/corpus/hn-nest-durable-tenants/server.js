'use strict';
require('reflect-metadata');
const { Controller, Get, Inject, Injectable, Module, Param, Scope } = require('@nestjs/common');
const { ContextIdFactory, NestFactory, REQUEST } = require('@nestjs/core');
const { TenantContextStrategy } = require('./tenant-context.strategy');
const { buildPriceRules } = require('./price-rules');

// What the TypeScript compiler makes of decorators.
function decorate(decorators, target, key) {
  const descriptor = key && Object.getOwnPropertyDescriptor(target, key);
  for (const decorator of decorators) decorator(target, key, descriptor);
}

class PricingService {
  constructor({ tenantId }) {
    this.tenantId = tenantId;
    this.rules = buildPriceRules(tenantId);
    this.quoted = 0;
  }

  quote(article) {
    this.quoted++;
    const rule = this.rules[article.length % this.rules.length];
    return { article, tenant: this.tenantId, rule: rule.name, cents: Math.round((1000 + article.length * 37) * rule.factor) };
  }
}
Inject(REQUEST)(PricingService, undefined, 0);
decorate([Injectable({ scope: Scope.REQUEST, durable: true })], PricingService);

class QuotesController {
  constructor(pricing) {
    this.pricing = pricing;
  }

  quote(article) {
    return this.pricing.quote(article);
  }
}
Inject(PricingService)(QuotesController, undefined, 0);
Param('article')(QuotesController.prototype, 'quote', 0);
decorate([Get('/quotes/:article')], QuotesController.prototype, 'quote');
decorate([Controller({ durable: true, scope: Scope.REQUEST })], QuotesController);

class AppModule {}
decorate([Module({ controllers: [QuotesController], providers: [PricingService] })], AppModule);

async function bootstrap() {
  ContextIdFactory.apply(new TenantContextStrategy());
  const app = await NestFactory.create(AppModule, { logger: false });
  await app.listen(Number(process.env.PORT), '127.0.0.1');
}

bootstrap();
