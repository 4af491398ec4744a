const http = require('node:http');
const { JSDOM } = require('jsdom');

http.createServer((req, res) => {
  const { window } = new JSDOM('<p>hello</p><script>setInterval(() => {}, 1000)</script>', { runScripts: 'dangerously' });
  res.end(window.document.querySelector('p').textContent);
}).listen(process.env.PORT, '127.0.0.1');
