const http = require('node:http');
const { css } = require('goober');

let n = 0;
http.createServer((req, res) => {
  const width = ++n;
  const bar = css`
    width: ${width}px;
    background: teal;
  `;
  res.end('<div class="' + bar + '">' + width + '</div>');
}).listen(process.env.PORT, '127.0.0.1');
