'use strict';
const app = require('fastify')();

app.register(require('./plugins/addresses'));
app.register(require('./routes/addresses'));
app.get('/health', async () => ({ ok: true }));
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
