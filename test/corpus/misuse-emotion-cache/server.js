const { css } = require('@emotion/css');
const express = require('express');

let n = 0;
const app = express();
app.get('/', (req, res) => res.send('<div class="' + css({ width: ++n, color: 'red' }) + '">'));
app.listen(process.env.PORT, '127.0.0.1');
