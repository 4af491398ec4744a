import { createServer } from 'node:http';
import { statement, running } from './lib/statements.mjs';
import { firstLines } from './lib/preview.mjs';

const accounts = new Set(['AT01', 'AT02', 'AT03', 'DE01', 'DE02']);

const server = createServer(async (req, res) => {
  const [, kind, account] = req.url.split('/');
  const json = (status, body) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (!kind) return json(200, { accounts: [...accounts] });
  if (kind === 'running') return json(200, running());
  if (!accounts.has(account)) return json(404, { error: 'no such account' });
  try {
    if (kind === 'statements') return await statement(account, res);
    if (kind === 'previews') return json(200, { account, lines: await firstLines(server.address().port, account, 5) });
    json(404, { error: 'not found' });
  } catch (error) {
    if (!res.headersSent) json(502, { error: error.message });
  }
});
server.listen(process.env.PORT, '127.0.0.1');
