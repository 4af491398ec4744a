// A cluster of three whose second worker finds its inspector's port taken: until all of them listen, or with KEEP=1 for good.
const cluster = require('node:cluster');
const net = require('node:net');

if (!cluster.isPrimary) require('./server.js');
else {
  const holder = net.createServer().listen(0, '127.0.0.1', () => {
    for (const inspectPort of [0, holder.address().port, 0]) {
      cluster.settings.inspectPort = inspectPort;
      cluster.fork();
    }
    let listening = 0;
    cluster.on('listening', () => {
      if (++listening === 3 && !process.env.KEEP) holder.close();
    });
  });
}
