import express, { type Request, type Response } from 'express';
import { logFor } from './order-log';
import { place, type Line } from './orders';

interface OrderBody {
  readonly customer: string;
  readonly lines: readonly Line[];
}

const app = express();
app.use(express.json({ limit: '50kb' }));

app.post('/orders', (req: Request, res: Response) => {
  const { customer, lines } = req.body as OrderBody;
  const order = place(customer, lines);
  const log = logFor(order.id);
  log.info('placed by', customer, 'for', order.cents, 'cents');
  if (order.cents === 0) log.warn('nothing to pay');
  res.status(201).json(order);
});

app.get('/health', (_req: Request, res: Response) => {
  res.send('ok');
});

app.listen(Number(process.env.PORT), '127.0.0.1');
