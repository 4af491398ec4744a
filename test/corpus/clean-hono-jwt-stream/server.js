const { serve } = require('@hono/node-server');
const { Hono } = require('hono');
const { jwt, sign, verify } = require('hono/jwt');
const { etag } = require('hono/etag');
const { secureHeaders } = require('hono/secure-headers');
const { stream } = require('hono/streaming');
const Mustache = require('mustache');

const secret = 'a secret of the test';
const page = '<h1>{{user}}</h1>{{#roles}}<p>{{.}}</p>{{/roles}}';
const app = new Hono();
app.use(secureHeaders());
app.use('/token/*', etag());
app.get('/token/:user', async (c) => {
  const token = await sign({ sub: c.req.param('user'), exp: Math.floor(Date.now() / 1000) + 60 }, secret, 'HS256');
  const { sub } = await verify(token, secret, 'HS256');
  return c.html(Mustache.render(page, { user: sub, roles: ['reader', 'writer'] }));
});
app.get('/lines', (c) => stream(c, async (out) => {
  for (let n = 0; n < Number(c.req.query('count')); n++) await out.writeln(JSON.stringify({ n, text: 'line ' + n }));
}));
app.use('/account/*', jwt({ secret, alg: 'HS256' }));
app.get('/account/:id', (c) => c.json({ id: c.req.param('id') }));
app.onError((error, c) => c.redirect('/token/ann?reason=' + encodeURIComponent(error.message)));
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
