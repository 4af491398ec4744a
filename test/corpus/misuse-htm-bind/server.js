const http = require('node:http');
const htm = require('htm');

http.createServer((req, res) => {
  const tags = [];
  // The tag function closes over this request, and htm keeps a cache for each function.
  const html = htm.bind((name, props, ...children) => {
    tags.push(name);
    return '<' + name + '>' + children.join('') + '</' + name + '>';
  });
  const page = html`<main><h1>Orders</h1><p>${req.url}</p></main>`;
  res.end(page + tags.length);
}).listen(process.env.PORT, '127.0.0.1');
