require('reflect-metadata');
const http = require('node:http');
const { BadRequestException, Body, Controller, Get, Header, Injectable, Module, Param, Post } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { Eta } = require('eta');
const { z } = require('zod');

const Order = z.object({ sku: z.string().min(1).max(64), quantity: z.number().int().positive() });
const upstream = http.createServer((req, res) => res.end('{"cents":199}'));

class OrderPipe {
  transform(value) {
    const order = Order.safeParse(value);
    if (!order.success) throw new BadRequestException(order.error.issues);
    return order.data;
  }
}
class Shop {
  eta = new Eta();
  page = this.eta.compile('<h1>Item <%= it.id %></h1><ul><% it.tags.forEach((tag) => { %><li><%= tag %></li><% }) %></ul>');
  item(id) {
    return this.eta.render(this.page, { id, tags: ['new', 'blue'] });
  }
  async order(order) {
    const { cents } = await (await fetch('http://127.0.0.1:' + upstream.address().port + '/price')).json();
    console.log('ordered', { order, cents, at: new Date() });
    return { ...order, total: cents * order.quantity };
  }
}
class ShopController {
  constructor(shop) {
    this.shop = shop;
  }
  item(id) {
    return this.shop.item(id);
  }
  order(order) {
    return this.shop.order(order);
  }
}
class ShopModule {}

// What TypeScript's decorators would write.
const method = (name, ...decorators) => {
  const descriptor = Object.getOwnPropertyDescriptor(ShopController.prototype, name);
  for (const decorate of decorators) decorate(ShopController.prototype, name, descriptor);
};
Injectable()(Shop);
Param('id')(ShopController.prototype, 'item', 0);
Body(new OrderPipe())(ShopController.prototype, 'order', 0);
method('item', Get('/items/:id'), Header('content-type', 'text/html'));
method('order', Post('/orders'));
Reflect.defineMetadata('design:paramtypes', [Shop], ShopController);
Controller()(ShopController);
Module({ controllers: [ShopController], providers: [Shop] })(ShopModule);

upstream.listen(0, '127.0.0.1', async () => {
  const app = await NestFactory.create(ShopModule, { logger: false });
  await app.listen(process.env.PORT, '127.0.0.1');
});
