const express = require('express');
const formData = require('express-form-data');
const os = require('node:os');

const app = express();
app.use(formData.parse({ uploadDir: os.tmpdir(), autoClean: true }));
app.get('/', (req, res) => res.json({ status: 'up' }));
app.listen(process.env.PORT, '127.0.0.1');
