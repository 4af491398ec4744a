const cluster = require('node:cluster');
if (process.env.SCHED_NONE) cluster.schedulingPolicy = cluster.SCHED_NONE;
if (cluster.isPrimary) for (let i = 0; i < 3; i++) cluster.fork();
else require('./server.js');
