'use strict';
const express = require('express');
const { sessionService } = require('./services/sessions');
const sessionRoutes = require('./routes/sessions');

const sessions = sessionService({ limit: Number(process.env.MAX_SESSIONS ?? 1800) });
const app = express();
app.disable('x-powered-by');
app.get('/health', (req, res) => res.json({ open: sessions.open_ }));
app.use(express.json({ limit: '10kb' }), sessionRoutes(sessions));
app.listen(Number(process.env.PORT), '127.0.0.1');
