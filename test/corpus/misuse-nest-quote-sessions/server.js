require('reflect-metadata');
const { BadRequestException, Body, Controller, Get, Inject, Injectable, Module, NotFoundException, Param, Post, Scope } = require('@nestjs/common');
const { NestFactory, REQUEST } = require('@nestjs/core');
const { z } = require('zod');

const Order = z.object({ product: z.string(), sum: z.number().positive().max(5_000_000), years: z.number().int().min(1).max(40) });

class TariffService {
  tariffs = new Map([
    ['life', { base: 12.5, perThousand: 0.21 }],
    ['home', { base: 6.9, perThousand: 0.08 }],
    ['travel', { base: 3.2, perThousand: 0.55 }],
  ]);
  find(product) {
    const tariff = this.tariffs.get(product);
    if (!tariff) throw new NotFoundException(`no tariff for ${product}`);
    return tariff;
  }
  list() {
    return [...this.tariffs].map(([product, tariff]) => ({ product, ...tariff }));
  }
}

class AuditTrail {
  static trails = [];

  static async flushAll() {
    for (const trail of AuditTrail.trails) await trail.flush();
  }

  constructor(request) {
    this.actor = request.headers['x-broker'] ?? 'anonymous';
    this.path = request.url;
    this.entries = [];
    AuditTrail.trails.push(this);
  }

  add(action, details) {
    this.entries.push({ action, details, at: Date.now() });
  }

  async flush() {
    for (const entry of this.entries.splice(0)) process.stdout.write(`${JSON.stringify({ actor: this.actor, path: this.path, ...entry })}\n`);
  }
}

class QuoteService {
  constructor(tariffs, trail) {
    this.tariffs = tariffs;
    this.trail = trail;
  }
  quote({ product, sum, years }) {
    const { base, perThousand } = this.tariffs.find(product);
    const monthly = Math.round((base + (sum / 1000) * perThousand) * 100) / 100;
    this.trail.add('quote', { product, sum, monthly });
    return { product, sum, years, monthly, total: Math.round(monthly * 12 * years * 100) / 100 };
  }
}

class QuoteController {
  constructor(quotes, trail) {
    this.quotes = quotes;
    this.trail = trail;
  }
  async create(order) {
    const parsed = Order.safeParse(order);
    if (!parsed.success) throw new BadRequestException(parsed.error.issues);
    const quote = this.quotes.quote(parsed.data);
    await this.trail.flush();
    return quote;
  }
}

class TariffController {
  constructor(tariffs) {
    this.tariffs = tariffs;
  }
  list() {
    return this.tariffs.list();
  }
  one(product) {
    return this.tariffs.find(product);
  }
}

class AppModule {
  async onApplicationShutdown() {
    await AuditTrail.flushAll();
  }
}

// What the decorators of our TypeScript sources compile to.
const route = (type, name, ...decorators) => {
  const descriptor = Object.getOwnPropertyDescriptor(type.prototype, name);
  for (const decorate of decorators) decorate(type.prototype, name, descriptor);
};
const inject = (type, ...types) => Reflect.defineMetadata('design:paramtypes', types, type);
Injectable()(TariffService);
inject(AuditTrail, Object);
Inject(REQUEST)(AuditTrail, undefined, 0);
Injectable({ scope: Scope.REQUEST })(AuditTrail);
inject(QuoteService, TariffService, AuditTrail);
Injectable()(QuoteService);
inject(QuoteController, QuoteService, AuditTrail);
Body()(QuoteController.prototype, 'create', 0);
route(QuoteController, 'create', Post());
Controller('quotes')(QuoteController);
inject(TariffController, TariffService);
Param('product')(TariffController.prototype, 'one', 0);
route(TariffController, 'list', Get());
route(TariffController, 'one', Get(':product'));
Controller('tariffs')(TariffController);
Module({ controllers: [QuoteController, TariffController], providers: [TariffService, AuditTrail, QuoteService] })(AppModule);

NestFactory.create(AppModule, { logger: ['error'] }).then((app) => {
  app.enableShutdownHooks();
  return app.listen(Number(process.env.PORT), '127.0.0.1');
});
