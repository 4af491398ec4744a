import express from 'express';
import { ExpiringStore } from './lib/expiring-store.js';
import { invoiceRoutes } from './routes/invoices.js';
import { invoiceService } from './services/invoices.js';
import { previewService } from './services/previews.js';

const PREVIEW_TTL = 5_000;

const invoices = invoiceService();
const store = new ExpiringStore({ ttlSeconds: PREVIEW_TTL });
const previews = previewService({ store, invoices });

const app = express();
app.disable('x-powered-by');
app.get('/health', (req, res) => res.json({ previews: store.size }));
app.use(invoiceRoutes({ invoices, previews }));
app.listen(Number(process.env.PORT), '127.0.0.1');
