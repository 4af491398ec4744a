import { createServer } from 'node:http';
import { Sessions } from './sessions.mjs';
import { chartOf, measure, wards } from './charts.mjs';

const sessions = new Sessions();

async function jsonOf(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

async function login(req) {
  const { name, pin, ward } = await jsonOf(req);
  if (!wards.includes(ward)) return [422, { error: 'no such ward' }];
  const session = sessions.login(String(name), String(pin), ward);
  if (!session) return [401, { error: 'wrong name or pin' }];
  return [201, { token: session.token, role: session.person.role }];
}

async function ward(req, name, bed) {
  if (!wards.includes(name)) return [404, { error: 'no such ward' }];
  const session = sessions.of(req.headers.authorization?.slice('Bearer '.length));
  if (session) session.views++;
  if (req.method === 'PUT') {
    const entry = measure(name, Number(bed), await jsonOf(req));
    return entry ? [200, entry] : [404, { error: 'no such bed' }];
  }
  return [200, { beds: chartOf(name, session?.person.role ?? 'desk'), staff: sessions.onWard(name).length }];
}

createServer(async (req, res) => {
  const [, kind, name, , bed] = req.url.split('/');
  let answer;
  try {
    if (kind === 'logins' && req.method === 'POST') answer = await login(req);
    else if (kind === 'wards' && name) answer = await ward(req, name, bed);
    else if (kind === 'health') answer = [200, { ok: true, sessions: sessions.count }];
    else answer = [404, { error: 'not found' }];
  } catch (error) {
    answer = [400, { error: error.message }];
  }
  res.writeHead(answer[0], { 'content-type': 'application/json' });
  res.end(JSON.stringify(answer[1]));
}).listen(Number(process.env.PORT), '127.0.0.1');
