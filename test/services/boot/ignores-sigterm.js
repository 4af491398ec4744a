process.on('SIGTERM', () => console.log('SIGTERM ignored'));
process.on('SIGINT', () => console.log('SIGINT ignored'));
require('./server.js');
