const http = require('node:http');
let theThing = null;

http.createServer((req, res) => {
  const originalThing = theThing;
  // Never called, but it shares its scope with someMethod, which therefore keeps originalThing.
  const unused = () => originalThing && originalThing.size;
  theThing = { size: 100, text: 'x'.repeat(50) + Date.now(), someMethod: () => 'called ' + typeof unused };
  res.end(theThing.someMethod());
}).listen(process.env.PORT, '127.0.0.1');
