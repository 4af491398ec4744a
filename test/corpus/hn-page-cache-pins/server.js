'use strict';
const Fastify = require('fastify');

const app = Fastify();
app.register(require('./plugins/archive'), { maxPages: Number(process.env.ARCHIVE_PAGES ?? 160) });
app.register(require('./routes/entries'));
app.get('/health', async () => ({ ok: true }));
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
