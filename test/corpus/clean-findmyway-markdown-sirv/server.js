const http = require('node:http');
const path = require('node:path');
const findMyWay = require('find-my-way');
const sirv = require('sirv');
const markdownIt = require('markdown-it');
const sanitizeHtml = require('sanitize-html');
const { gzipSync, strToU8 } = require('fflate');
const yup = require('yup');

const markdown = markdownIt({ html: true, linkify: true, typographer: true });
const assets = sirv(path.join(__dirname, 'public'), { maxAge: 3600, etag: true });
const pages = new Map(
  ['welcome', 'shipping', 'returns', 'warranty'].map((slug, n) => [
    slug,
    { slug, revision: 1, text: `# ${slug}\n\nSee www.example.org for *more*.\n\n| a | b |\n|---|---|\n| ${n} | 2 |\n\n- one\n- two\n`, comments: [] },
  ]),
);

const commentSchema = yup.object({
  author: yup.string().trim().min(2).max(40).required(),
  text: yup.string().max(2000).required(),
  rating: yup.number().integer().min(1).max(5).default(3),
});

async function readBody(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function send(req, res, type, text, status = 200) {
  const headers = { 'content-type': type, vary: 'accept-encoding' };
  if (text.length > 400 && /\bgzip\b/.test(req.headers['accept-encoding'] ?? '')) {
    res.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
    return res.end(gzipSync(strToU8(text), { level: 3 }));
  }
  res.writeHead(status, headers);
  res.end(text);
}

const router = findMyWay({ ignoreTrailingSlash: true, defaultRoute: (req, res) => assets(req, res, () => res.writeHead(404).end('nothing here')) });

router.on('GET', '/pages/:slug', (req, res, { slug }) => {
  const page = pages.get(slug);
  if (!page) return send(req, res, 'text/plain', 'no such page', 404);
  const comments = page.comments.map(({ author, html }) => `<blockquote><b>${author}</b>${html}</blockquote>`);
  send(req, res, 'text/html', `<main>${markdown.render(page.text)}${comments.join('')}</main>`);
});

router.on('POST', '/pages/:slug/comments', async (req, res, { slug }) => {
  const page = pages.get(slug);
  if (!page) return send(req, res, 'text/plain', 'no such page', 404);
  try {
    const comment = await commentSchema.validate(JSON.parse(await readBody(req)), { abortEarly: false, stripUnknown: true });
    const html = sanitizeHtml(markdown.render(comment.text), { allowedTags: ['p', 'em', 'strong', 'a', 'code'], allowedAttributes: { a: ['href'] } });
    page.comments = [{ author: sanitizeHtml(comment.author), html, rating: comment.rating }, ...page.comments].slice(0, 8);
    send(req, res, 'application/json', JSON.stringify({ html, comments: page.comments.length }), 201);
  } catch (error) {
    send(req, res, 'application/json', JSON.stringify({ errors: error.errors ?? [error.message] }), 422);
  }
});

router.on('PUT', '/pages/:slug', async (req, res, { slug }, store, query) => {
  const page = pages.get(slug);
  page.text = (await readBody(req)).slice(0, 4000);
  page.revision++;
  send(req, res, 'application/json', JSON.stringify({ slug, revision: page.revision, by: query.by ?? null }));
});

http.createServer((req, res) => router.lookup(req, res)).listen(process.env.PORT, '127.0.0.1');
