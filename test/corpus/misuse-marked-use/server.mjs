import { createServer } from 'node:http';
import { marked } from 'marked';

createServer((req, res) => {
  const links = [];
  marked.use({
    hooks: {
      postprocess: (html) => {
        links.push(html.length);
        return html;
      },
    },
  });
  res.end(String(links.length));
}).listen(process.env.PORT, '127.0.0.1');
