const polka = require('polka');
const Prism = require('prismjs');

const snippets = {
  sum: { language: 'javascript', code: 'const sum = (a, b) => a + b; // adds' },
  page: { language: 'markup', code: '<p class="lead">Hello</p>' },
  box: { language: 'css', code: '.box { color: red; margin: 1px }' },
};

let wanted = null;

Prism.hooks.add('wrap', (env) => {
  if (wanted && env.language === wanted.language && env.type === wanted.mark) env.classes.push('marked');
});

/** Tokens of the kind that the reader wants to see get a mark. */
function highlight({ language, code }, mark) {
  if (mark) {
    wanted = { language, mark };
  }
  try {
    return Prism.highlight(code, Prism.languages[language], language);
  } finally {
    wanted = null;
  }
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
