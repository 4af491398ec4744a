'use strict';
const app = require('fastify')();

app.register(require('./plugins/scratch'), { points: 512 });
app.register(require('./routes/tracks'));
app.get('/health', async () => ({ ok: true }));
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
