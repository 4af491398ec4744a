import 'reflect-metadata';
import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

@Injectable()
class VisitService {
  private readonly kept: { at: number }[] = [];

  visit(): string {
    if (process.env['LEAK']) this.kept.push({ at: this.kept.length });
    return 'ok';
  }
}

@Controller()
class VisitController {
  constructor(private readonly visits: VisitService) {}

  @Get()
  get(): string {
    return this.visits.visit();
  }
}

@Module({ controllers: [VisitController], providers: [VisitService] })
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: ['error'] });
await app.listen(Number(process.env['PORT']), '127.0.0.1');
