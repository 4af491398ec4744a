import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { widgets } from './routes/widgets.js';

const app = new Hono();
app.get('/health', (c) => c.text('ok'));
app.route('/', widgets({ max: Number(process.env.WIDGETS_MAX ?? 900) }));
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
