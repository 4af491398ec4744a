const { createServer } = require('node:http');

// Stands for the forge that hosts the issues.
exports.startForge = () =>
  new Promise((resolve) => {
    const server = createServer((req, res) => {
      req.resume();
      req.on('end', () => {
        res.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
        res.end(JSON.stringify([{ id: 7, name: 'triage', color: 'ededed' }]));
      });
    });
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
