// As in production: two workers on one port.
const cluster = require('node:cluster');

if (cluster.isPrimary) for (let i = 0; i < 2; i++) cluster.fork();
else require('./server.js');
