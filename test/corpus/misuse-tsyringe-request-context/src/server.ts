import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import express, { NextFunction, Request, Response } from 'express';
import { container } from 'tsyringe';
import { provideContext } from './context';
import { OrderService } from './orders';

const app = express();
app.use(express.json());
app.get('/health', (_req: Request, res: Response) => { res.send('ok'); });
app.use((req: Request, _res: Response, next: NextFunction) => {
  provideContext({ id: randomUUID(), tenant: req.get('x-tenant') ?? 'public', headers: req.headers, startedAt: Date.now() });
  next();
});
app.post('/orders/total', (req: Request, res: Response) => {
  res.json(container.resolve(OrderService).total(req.body.lines));
});
app.listen(Number(process.env.PORT), '127.0.0.1');
