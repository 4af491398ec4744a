// Output that pretends: inspectors that are not there or not ours, and workflow commands.
console.log('Debugger listening on ws://127.0.0.1:1/00000000-0000-4000-8000-000000000000');
console.error('Debugger listening on ws://203.0.113.7:9229/00000000-0000-4000-8000-000000000000');
if (process.env.FOREIGN_INSPECTOR) console.log(`Debugger listening on ${process.env.FOREIGN_INSPECTOR}`);
console.log('::set-output name=verdict::pass');
console.log('##[error]made up');
require('./server.js');
