const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const express = require('express');
const { SAML } = require('passport-saml');

const cert = readFileSync(join(__dirname, 'idp.pem'), 'utf8');

const tenants = {
  acme: { entryPoint: 'https://login.acme.example/sso', issuer: 'planner-acme' },
  globex: { entryPoint: 'https://id.globex.example/saml', issuer: 'planner-globex' },
  initech: { entryPoint: 'https://sso.initech.example/', issuer: 'planner-initech' },
};

function samlFor(tenant) {
  return new SAML({
    ...tenants[tenant],
    cert,
    callbackUrl: `https://planner.example/${tenant}/callback`,
    identifierFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  });
}

const app = express();

app.get('/:tenant/login', async (req, res, next) => {
  const { tenant } = req.params;
  if (!Object.hasOwn(tenants, tenant)) return res.status(404).json({ error: 'no such tenant' });
  try {
    const url = await samlFor(tenant).getAuthorizeUrlAsync(String(req.query.back ?? '/'), req.headers.host, {});
    res.json({ url });
  } catch (error) {
    next(error);
  }
});

app.get('/health', (req, res) => res.json({ ok: true }));
app.listen(process.env.PORT, '127.0.0.1');
