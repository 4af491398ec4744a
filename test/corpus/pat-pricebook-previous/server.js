import express from 'express';
import { quoteRoutes } from './routes/quotes.js';
import { QuoteService } from './services/quotes.js';

const app = express();
app.disable('x-powered-by');
app.get('/health', (req, res) => res.json({ ok: true }));
app.use(quoteRoutes(new QuoteService()));
app.listen(Number(process.env.PORT), '127.0.0.1');
