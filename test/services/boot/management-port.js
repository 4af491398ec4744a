// Answers the health check on MANAGEMENT_PORT at once and begins to serve PORT later.
const http = require('node:http');
http.createServer((request, response) => response.end('healthy')).listen(Number(process.env.MANAGEMENT_PORT), '127.0.0.1');
setTimeout(() => require('./server.js'), 700);
