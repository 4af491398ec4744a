const polka = require('polka');
const Prism = require('prismjs');

const snippets = {
  sum: { language: 'javascript', code: 'const sum = (a, b) => a + b; // adds' },
  page: { language: 'markup', code: '<p class="lead">Hello</p>' },
  box: { language: 'css', code: '.box { color: red; margin: 1px }' },
};

/** Tokens of the kind that the reader wants to see get a mark. */
function highlight({ language, code }, mark) {
  if (mark) {
    Prism.hooks.add('wrap', (env) => {
      if (env.language === language && env.type === mark) env.classes.push('marked');
    });
  }
  return Prism.highlight(code, Prism.languages[language], language);
}

polka()
  .get('/', (req, res) => res.end(Object.keys(snippets).join('\n')))
  .get('/snippets/:name', (req, res) => {
    const snippet = snippets[req.params.name];
    if (!snippet) {
      res.statusCode = 404;
      return res.end();
    }
    res.setHeader('content-type', 'text/html');
    res.end(`<pre><code>${highlight(snippet, req.query.mark)}</code></pre>`);
  })
  .listen(process.env.PORT, '127.0.0.1');
