import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { teasers } from './routes/teasers.js';

const app = new Hono();
app.get('/health', (c) => c.text('ok'));
app.route('/', teasers({ min: 400, max: Number(process.env.TEASERS_MAX ?? 4000) }));
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
