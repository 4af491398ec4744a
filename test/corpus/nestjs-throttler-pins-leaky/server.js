require('reflect-metadata');
const { Controller, Get, Post, Body, Module, Injectable, HttpCode } = require('@nestjs/common');
const { NestFactory, APP_GUARD } = require('@nestjs/core');
const { ThrottlerGuard, ThrottlerModule, ThrottlerStorage } = require('@nestjs/throttler');

class PinGuard extends ThrottlerGuard {
  async getTracker(req) {
    return req.body?.card ?? req.ip;
  }

  async shouldSkip(context) {
    return context.getHandler().name !== 'verify';
  }
}
Injectable()(PinGuard);

class PinsController {
  status() {
    return { ok: true };
  }

  verify(body) {
    const digits = String(body.pin ?? '');
    return { card: String(body.card).slice(-4), accepted: digits.length === 4 && digits !== '0000' };
  }
}
Get('/')(PinsController.prototype, 'status', Object.getOwnPropertyDescriptor(PinsController.prototype, 'status'));
const verify = Object.getOwnPropertyDescriptor(PinsController.prototype, 'verify');
Body()(PinsController.prototype, 'verify', 0);
HttpCode(200)(PinsController.prototype, 'verify', verify);
Post('/pins/verify')(PinsController.prototype, 'verify', verify);
Controller()(PinsController);

class AppModule {}
Module({
  imports: [ThrottlerModule.forRoot([{ name: 'pins', ttl: 800, limit: 5 }])],
  controllers: [PinsController],
  providers: [{ provide: APP_GUARD, useClass: PinGuard }],
})(AppModule);

async function main() {
  const app = await NestFactory.create(AppModule, { logger: ['error'] });
  app.get(ThrottlerStorage).sweepIntervalMs = 500;
  await app.listen(process.env.PORT, '127.0.0.1');
}
main();
