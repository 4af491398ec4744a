const express = require('express');
const nunjucks = require('nunjucks');

const loader = new nunjucks.FileSystemLoader(__dirname, { noCache: false });
loader.setMaxListeners(0);
const app = express();
app.get('/', (req, res) => {
  const views = new nunjucks.Environment(loader, { autoescape: true });
  views.addGlobal('user', req.get('user-agent'));
  res.send(views.renderString('<p>{{ user }}</p>', {}));
});
app.listen(process.env.PORT, '127.0.0.1');
