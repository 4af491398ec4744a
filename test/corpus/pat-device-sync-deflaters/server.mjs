import { createServer } from 'node:http';
import { count, login, logout, sessionOf } from './sessions.mjs';
import { changesFor } from './changes.mjs';

const DEVICE = /^[a-z]+-\d{1,4}$/;

async function route(req) {
  const url = new URL(req.url, 'http://sync');
  const [, kind, device] = url.pathname.split('/');
  if (kind === 'status') return { status: 200, body: Buffer.from(JSON.stringify({ sessions: count() })) };
  if (kind !== 'devices' || !DEVICE.test(device ?? '')) return { status: 404, body: Buffer.from('{}') };
  switch (req.method) {
    case 'PUT': {
      const session = login(device);
      return { status: 201, deflated: true, body: await session.send({ hello: device, at: Date.now() }) };
    }
    case 'DELETE':
      return { status: logout(device) ? 200 : 404, body: Buffer.from('{}') };
    case 'GET': {
      const since = Number(url.searchParams.get('since')) || 0;
      return { status: 200, deflated: true, body: await sessionOf(device).send(changesFor(device, since)) };
    }
    default:
      return { status: 405, body: Buffer.from('{}') };
  }
}

createServer(async (req, res) => {
  try {
    const { status, deflated = false, body } = await route(req);
    res.writeHead(status, { 'content-type': deflated ? 'application/x-sync' : 'application/json', 'content-length': body.length });
    res.end(body);
  } catch (error) {
    res.writeHead(500).end(error.message);
  }
}).listen(Number(process.env.PORT), '127.0.0.1');
